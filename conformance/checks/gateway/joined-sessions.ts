import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "../../runner/check.ts";
import { type Line, verify, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { createSession, TURN_MS } from "./play.ts";

/** What the window of messages may be off by. */
const SLACK_MS = 200;

/** Asks one thing after the other, as fast as the limit of messages allows. */
class Pace {
  readonly #line: Line;
  readonly #scene: Scene;
  readonly #sent: number[] = [];

  constructor(line: Line, scene: Scene) {
    this.#line = line;
    this.#scene = scene;
  }

  async ask(message: JsonObject): Promise<JsonObject> {
    const first = this.#sent.at(-this.#scene.limit("messagesPerWindow"));
    if (first !== undefined) await delay(Math.max(0, first + this.#scene.limit("messageWindow") + SLACK_MS - performance.now()));
    const answer = await this.#line.ask(message, "WS-JOIN-7", TURN_MS);
    this.#sent.push(performance.now());
    return answer;
  }
}

/** Creates sessions, on as many connections as the limit of messages makes necessary. @throws RuleBroken */
async function* create(scene: Scene, count: number): AsyncGenerator<string> {
  const most = scene.limit("messagesPerWindow");
  let line = await scene.connect();
  for (let made = 0; made < count; made += 1) {
    if (made > 0 && made % most === 0) {
      line.peer.close(1000);
      line = await scene.connect();
    }
    yield await createSession(line, "echo");
  }
}

/** How many sessions a connection may have joined. */
export const JOINED_SESSIONS_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/joined-sessions/limit",
    covers: ["WS-JOIN-7"],
    about: "A connection joins so many sessions, and one more only when it has left another.",
    needs: {},
    waits: true,
    async run(scene) {
      const most = scene.limit("joinedSessions");
      const line = await scene.connect();
      const pace = new Pace(line, scene);
      const sessions: string[] = [];
      for await (const sessionId of create(scene, most + 1)) {
        sessions.push(sessionId);
        if (sessions.length > most) break;
        verifyMatch({ type: "state_snapshot" }, await pace.ask({ type: "join_session", sessionId }), "WS-JOIN-7");
      }
      const [first = "", more = ""] = [sessions[0], sessions[most]];
      const refusal = await pace.ask({ type: "join_session", sessionId: more });
      verifyMatch({ type: "error", code: "INVALID_STATE", messageType: "join_session" }, refusal, "WS-JOIN-7");
      verifyMatch({ type: "state_snapshot" }, await pace.ask({ type: "join_session", sessionId: first }), "WS-JOIN-7");
      verifyMatch({ type: "ack" }, await pace.ask({ type: "leave_session", sessionId: first }), "WS-JOIN-7");
      verifyMatch({ type: "state_snapshot" }, await pace.ask({ type: "join_session", sessionId: more }), "WS-JOIN-7");
      verify(!line.isClosed, "WS-JOIN-7", "The connection is closed.");
    },
  },
];
