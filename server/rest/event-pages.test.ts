import { expect, test } from "vitest";
import { startTestGateway } from "../testing/test-gateway.ts";

test("a place that was counted in another log is none: the page begins at 1", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  const { epoch } = await client.join(sessionId);
  await client.runTurn(sessionId, "hello");
  const firstSeq = async (query: string, headers: Record<string, string> = {}) => {
    const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/events?limit=1${query}`, { headers });
    return ((await response.json()) as { items: { seq: number }[] }).items[0]?.seq;
  };
  expect(await firstSeq("&afterSeq=2")).toBe(3);
  expect(await firstSeq(`&afterSeq=2&epoch=${String(epoch)}`)).toBe(3);
  expect(await firstSeq("&afterSeq=2&epoch=another")).toBe(1);
  expect(await firstSeq("&epoch=another", { "last-event-id": "2" })).toBe(1);
});
