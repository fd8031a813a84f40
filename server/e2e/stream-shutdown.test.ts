import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayProcess } from "../testing/gateway-process.ts";
import { SseClient } from "../testing/sse-client.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { TestClient } from "../testing/test-client.ts";

test("a gateway that shuts down says so in every stream, lets the turn end in it, and ends it", async () => {
  const gateway = await GatewayProcess.start({ dataDir: await temporaryFolder() });
  const client = await TestClient.connect(gateway.url);
  const sessionId = await client.createSession("coding-agent");
  await client.join(sessionId);
  const url = `${gateway.url}/api/v1/sessions/${sessionId}/events`;
  const streams = await Promise.all([SseClient.open(url), SseClient.open(url), SseClient.open(url)]);
  for (const stream of streams) await stream.next("session_synced");
  await client.request({ type: "run_turn", sessionId, text: "Write a greeting" }, "ack");
  for (const stream of streams) await stream.next("permission_requested");
  expect(await gateway.end("SIGTERM")).toBe(0);
  for (const stream of streams) {
    expect(await stream.ended).toEqual({ whole: true });
    const types = stream.heard.map(({ type }) => type);
    expect(types.filter((type) => type === "server_shutdown")).toHaveLength(1);
    const { data } = stream.heard[types.indexOf("server_shutdown")] ?? { data: {} };
    expect(data).toMatchObject({ reconnectAfterMs: LIMITS.reconnectAfterShutdown });
    expect(types.slice(types.indexOf("server_shutdown"))).toContain("turn_error");
  }
});
