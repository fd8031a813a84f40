import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyMatch } from "../../runner/line.ts";
import { limitFiles } from "../../target/full-disk.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, endOf, join, runTurn } from "./play.ts";

const RETRY_MS = 100;
/** How long the server may take to find that there is room again. */
const RECOVERY_MS = 30_000;

/** A server whose disk has no room. */
export const FULL_DISK_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/full-disk/refused-and-back",
    covers: ["WS-ERROR-1", "WS-LOG-2"],
    about:
      "What cannot be written is refused as `INTERNAL`, without a word of why, and nothing else breaks; when there is room, it goes on.",
    needs: { restarts: true },
    async run(scene) {
      const line = await scene.connect();
      const sessionId = await createSession(line, "echo");
      await join(line, sessionId);
      await endOf(line, await runTurn(line, sessionId, "Before"));
      const before = await line.ask({ type: "get_events", sessionId }, "WS-EVENTS-1");
      const server = await scene.stage.process("gateway");
      await limitFiles(server, 1);
      const refused = await line.ask({ type: "create_session", agentType: "echo" }, "WS-ERROR-1");
      verifyMatch(
        { type: "error", code: "INTERNAL", messageType: "create_session", retryAfterMs: { $optional: { $min: 1 } } },
        refused,
        "WS-ERROR-1",
      );
      verifyMatch({ type: "pong" }, await line.ask({ type: "ping" }, "WS-ERROR-1"), "WS-ERROR-1");
      const during = await line.ask({ type: "get_events", sessionId }, "WS-EVENTS-1");
      verifyMatch({ events: before["events"] ?? null }, during, "WS-LOG-2");
      await limitFiles(server, "unlimited");
      verifyMatch({ type: "session_created" }, await recovered(line), "WS-ERROR-1");
    },
  },
];

/** What the server says once it has found room, or at last. */
async function recovered(line: Line): Promise<JsonObject> {
  const deadline = performance.now() + RECOVERY_MS;
  for (;;) {
    const answer = await line.ask({ type: "create_session", agentType: "echo" }, "WS-ERROR-1");
    if (answer["type"] === "session_created") return answer;
    verify(performance.now() < deadline, "WS-ERROR-1", "The server does not find that there is room again.", answer);
    await delay(RETRY_MS);
  }
}
