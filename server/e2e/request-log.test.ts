import { expect, test } from "vitest";
import { changeRows, sessionPath } from "../testing/disk-state.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

interface Line {
  msg?: string;
  [field: string]: unknown;
}

const lines = ({ output }: GatewayProcess): Line[] => output.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Line);

/** A gateway with a session whose conversation cannot be read, with its log. */
async function withBrokenSession() {
  const dataDir = await temporaryFolder();
  const gateway = await GatewayProcess.start({ dataDir });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "hello");
  await client.request({ type: "get_history", sessionId }, "history");
  changeRows(sessionPath(dataDir, sessionId), "DROP TABLE said");
  return { gateway, client, sessionId };
}

/** The one line about a failure, once it is written. */
async function failure(gateway: GatewayProcess): Promise<Line> {
  const failed = () => lines(gateway).filter(({ msg }) => msg === "a request failed");
  await expect.poll(failed, { interval: 5 }).toHaveLength(1);
  return failed()[0] as Line;
}

test("a request that fails is logged with the ids of its session, tenant, user and request", async () => {
  const { gateway, sessionId } = await withBrokenSession();
  const path = `/api/v1/sessions/${sessionId.toUpperCase()}/messages`;
  const response = await fetch(`${gateway.url}${path}`, { headers: { "x-request-id": "mine" } });
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ code: "INTERNAL", instance: "mine" });
  expect(await failure(gateway)).toMatchObject({ requestId: "mine", tenantId: "dev", userId: "dev-user-001", sessionId });
});

test("a message that fails is logged with the same ids", async () => {
  const { gateway, client, sessionId } = await withBrokenSession();
  expect(await client.refusal({ type: "get_history", sessionId })).toBe("INTERNAL");
  expect(await failure(gateway)).toMatchObject({ messageType: "get_history", tenantId: "dev", userId: "dev-user-001", sessionId });
});
