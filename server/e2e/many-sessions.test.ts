import { expect, test } from "vitest";
import { startTestGateway } from "../testing/test-gateway.ts";

test("200 sessions at once each get their own turn, whole and in order, and nobody else's", async () => {
  const gateway = await startTestGateway();
  const ids = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const client = await gateway.connect();
      const sessionId = await client.createSession("echo", { name: `Session ${index}` });
      await client.join(sessionId);
      const text = `This is what session ${index} says. `.repeat(50);
      const end = await client.runTurn(sessionId, text);
      expect(end).toMatchObject({ type: "turn_complete", finalText: text, sessionId });
      const events = client.eventsOf(sessionId);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, place) => place + 1));
      expect(client.heard.every((event) => !("seq" in event && "ts" in event) || event.sessionId === sessionId)).toBe(true);
      return sessionId;
    }),
  );
  expect(new Set(ids).size).toBe(200);
});
