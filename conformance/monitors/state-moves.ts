import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Monitor, Violation } from "./monitor.ts";

/** Why a state may change outside of the table: the server was restarted. */
const RECOVERY = "gateway_restarted";

/** A session moves only as the table of its states allows, and from where it was. */
export class StateMoves implements Monitor {
  readonly #moves: ReadonlyMap<string, readonly string[]>;
  readonly #states = new Map<string, string>();

  constructor({ stateMachines }: ProtocolModel) {
    this.#moves = new Map(stateMachines.flatMap(({ states }) => states).map(({ name, moves }) => [name, moves]));
  }

  received(frame: JsonObject): Violation[] {
    const { type, session, sessionId, status, previous, reason, resume } = frame;
    if (type === "state_snapshot" && isObject(session)) {
      // What is replayed begins before the state that the snapshot tells.
      if (resume === "live") this.#states.set(String(session["id"]), String(session["status"]));
      else this.#states.delete(String(session["id"]));
      return [];
    }
    if (type !== "session_state") return [];
    const before = this.#states.get(String(sessionId));
    this.#states.set(String(sessionId), String(status));
    if (before !== undefined && before !== previous) {
      return [{ rule: "WS-STATE-1", what: "A session leaves a state that it was not in.", expected: before, received: previous }];
    }
    const allowed = this.#moves.get(String(previous)) ?? [];
    if (reason === RECOVERY || allowed.includes(String(status))) return [];
    return [
      { rule: "WS-STATE-1", what: `A session moves from ${String(previous)} to ${String(status)}.`, expected: allowed, received: status },
    ];
  }
}
