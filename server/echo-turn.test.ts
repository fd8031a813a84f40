import { expect, test } from "vitest";
import { startTestGateway } from "./testing/test-gateway.ts";

test("an echo turn streams back what was said, between one start and one end", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  const end = await client.runTurn(sessionId, "Hello there");
  expect(end).toMatchObject({ type: "turn_complete", finalText: "Hello there", stopReason: "end_turn" });
  const types = client.eventsOf(sessionId).map(({ type }) => type);
  expect(types[0]).toBe("turn_started");
  expect(types.filter((type) => type === "turn_started" || type === "turn_complete")).toHaveLength(2);
});
