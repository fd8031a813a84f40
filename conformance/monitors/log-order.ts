import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Monitor, Violation } from "./monitor.ts";

/** How far a connection is in a session's log. */
interface Position {
  next: number;
  isReplay: boolean;
}

/** Events of a joined session come in the order of their `seq`, without a gap and without one twice. */
export class LogOrder implements Monitor {
  readonly #durable: ReadonlySet<string>;
  readonly #joined = new Map<string, Position>();
  /** Sessions that the connection asks to leave, by the `ref` of the message. */
  readonly #leaving = new Map<string, string>();

  constructor({ events }: ProtocolModel) {
    this.#durable = new Set(events.filter(({ durable }) => durable).map(({ type }) => type));
  }

  sent({ type, ref, sessionId }: JsonObject): void {
    if (type === "leave_session" && typeof ref === "string") this.#leaving.set(ref, String(sessionId));
  }

  received(frame: JsonObject): Violation[] {
    const type = String(frame["type"]);
    if (type === "state_snapshot" && isObject(frame["session"])) {
      this.#joined.set(String(frame["session"]["id"]), { next: Number(frame["replayFrom"]), isReplay: frame["resume"] !== "live" });
      return [];
    }
    if (type === "ack" && frame["messageType"] === "leave_session") {
      this.#joined.delete(this.#leaving.get(String(frame["ref"])) ?? "");
      return [];
    }
    const session = String(frame["sessionId"]);
    if (type === "session_synced") return this.#synced(session, frame);
    return this.#durable.has(type) ? this.#event(session, frame) : [];
  }

  #synced(session: string, frame: JsonObject): Violation[] {
    const position = this.#joined.get(session);
    if (position === undefined) return [];
    position.isReplay = false;
    const expected = position.next - 1;
    if (frame["seq"] === expected) return [];
    return [{ rule: "WS-JOIN-2", what: "`session_synced` names another event than the last one.", expected, received: frame["seq"] }];
  }

  #event(session: string, frame: JsonObject): Violation[] {
    const position = this.#joined.get(session);
    if (position === undefined) {
      return [{ rule: "WS-JOIN-6", what: "An event of a session that this connection has not joined.", received: frame }];
    }
    const { next: expected, isReplay } = position;
    const seq = Number(frame["seq"]);
    position.next = seq + 1;
    if (seq === expected) return [];
    const what = seq > expected ? "Events are missing before this one." : "An event comes again, or out of order.";
    return [
      { rule: isReplay ? "WS-JOIN-2" : "WS-LOG-1", what, expected: { seq: expected }, received: { seq, type: frame["type"] ?? null } },
    ];
  }
}
