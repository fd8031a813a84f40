import type { JsonObject } from "../../trace/format.ts";
import type { Observed } from "../observed.ts";

/** One thing that happens in a conversation, without what a server makes up. */
export type Act =
  | { act: "turn"; text: string; words: string[]; ends: "turn_complete" | "turn_stopped" }
  | { act: "again" }
  | { act: "error"; code: string }
  | { act: "get"; tag: number }
  | { act: "post"; text: string }
  | { act: "ask"; option: string };

/** What a server makes up in one run of a conversation: another one in each world. */
export class World {
  readonly #salt: number;
  /** How streamed texts are cut into pieces. */
  readonly pieceLength: number;
  #made = 0;

  constructor(salt: number) {
    this.#salt = salt;
    this.pieceLength = 1 + (salt % 7);
  }

  uuid(name: number): string {
    return `${this.#salt.toString(16).padStart(8, "0")}-0000-4000-8000-${name.toString(16).padStart(12, "0")}`;
  }

  next(): string {
    this.#made += 1;
    return this.uuid(this.#made);
  }

  get time(): number {
    return 1_700_000_000_000 + this.#salt * 1000 + this.#made;
  }

  get token(): string {
    return `secret-token-${this.#salt}-of-somebody`;
  }
}

/** What is seen of a conversation in a world. */
export function talk(acts: readonly Act[], world: World): Observed[] {
  const seen: Observed[] = [];
  const on = "a";
  const sessionId = world.uuid(99);
  const begun = { headers: {}, token: world.token };
  let seq = 0;
  let ref = 0;
  const hear = (frame: JsonObject) => seen.push({ kind: "received", on, frame });
  const event = (type: string, rest: JsonObject) => hear({ type, sessionId, seq: ++seq, ts: world.time, ...rest });
  const say = (frame: JsonObject) => {
    ref += 1;
    seen.push({ kind: "sent", on, text: JSON.stringify({ ...frame, ref: `r${ref}` }) });
    return `r${ref}`;
  };

  seen.push({ kind: "opened", on, path: "/ws", offer: [], isSse: false, subprotocol: "", ...begun });
  hear({ type: "connected", clientId: world.next(), heartbeatIntervalMs: 30_000, ts: world.time });
  hear({ type: "session_created", session: { id: sessionId, name: "A talk" } });
  for (const one of acts) {
    switch (one.act) {
      case "turn": {
        const turnId = world.next();
        const own = world.next();
        hear({
          type: "ack",
          messageType: "run_turn",
          turnId,
          ref: say({ type: "run_turn", sessionId, text: one.text, clientTurnId: own }),
        });
        event("turn_started", { turnId, text: one.text, userId: "somebody", clientTurnId: own });
        const whole = [one.text, ...one.words].join("");
        for (let at = 0; at < whole.length; at += world.pieceLength) {
          event("text_delta", { turnId, text: whole.slice(at, at + world.pieceLength) });
          if (at % 3 === 0) hear({ type: "heartbeat", ts: world.time });
        }
        event(one.ends, {
          turnId,
          [one.ends === "turn_complete" ? "finalText" : "partialText"]: whole,
          usage: { inputTokens: seq, outputTokens: 1 },
        });
        break;
      }
      case "again":
        hear({
          type: "events",
          ref: say({ type: "get_events", sessionId, afterSeq: seq }),
          sessionId,
          events: [],
          lastSeq: seq,
          hasMore: false,
        });
        break;
      case "error":
        hear({
          type: "error",
          ref: say({ type: "stop_turn", sessionId }),
          code: one.code,
          message: `No: ${world.next()}`,
          messageType: "stop_turn",
          sessionId,
        });
        break;
      case "ask": {
        const requestId = `request/${world.next()}`;
        event("question_requested", { turnId: world.uuid(98), requestId, question: "Which?" });
        hear({
          type: "ack",
          messageType: "answer_question",
          ref: say({ type: "answer_question", sessionId, requestId, optionId: one.option }),
        });
        break;
      }
      case "get":
        seen.push({
          kind: "request",
          method: "GET",
          path: `/api/v1/sessions/${sessionId}`,
          body: "",
          ...begun,
          answer: {
            status: 200,
            headers: { etag: `"${one.tag}-${world.uuid(1)}"`, "content-type": "application/json" },
            body: {
              id: sessionId,
              createdAt: new Date(world.time).toISOString(),
              lastSeq: seq,
              name: "x",
              metadata: { [world.uuid(97)]: 1, own: "$" },
            },
          },
        });
        break;
      case "post":
        seen.push({
          kind: "request",
          method: "POST",
          path: `/api/v1/sessions/${sessionId}/turns`,
          token: world.token,
          headers: { "idempotency-key": world.next() },
          body: JSON.stringify({ text: one.text }),
          answer: { status: 202, headers: { "content-type": "application/json" }, body: { turnId: world.next(), queued: false } },
        });
        break;
    }
  }
  seen.push({ kind: "closed", on, by: "server", code: 1001 });
  return seen;
}
