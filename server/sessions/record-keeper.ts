import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import type { PendingRequest } from "../../generated/gateway/types.ts";
import { addCost } from "../storage/session-totals.ts";
import type { Appended } from "./event-log.ts";
import type { SessionRecord } from "./session-record.ts";

/** Keeps a session's record in step with its log. */
export class RecordKeeper {
  readonly #record: SessionRecord;
  readonly #onTurn: (turnId: string) => (outcome: string) => void;
  readonly #requests = new Map<string, PendingRequest>();
  #turnEnded: (outcome: string) => void = () => undefined;

  /** @param onTurn called when a turn starts; what it returns is called with `ok`, `stopped` or an error code when the turn ends */
  constructor(record: SessionRecord, onTurn: (turnId: string) => (outcome: string) => void) {
    this.#record = record;
    this.#onTurn = onTurn;
  }

  /** The requests that are open, as they stand in the log. */
  get pendingRequests(): PendingRequest[] {
    return [...this.#requests.values()];
  }

  /** Takes an event that was appended to the log. */
  take(event: DurableEventBody, { sessionId, seq, ts }: Appended): void {
    const record = this.#record;
    record.lastSeq = seq;
    record.updatedAt = ts;
    switch (event.type) {
      case "session_state":
        record.status = event.status;
        break;
      case "turn_started":
        this.#turnEnded = this.#onTurn(event.turnId);
        break;
      case "turn_error":
        this.#turnEnded(event.code);
        break;
      case "turn_complete":
      case "turn_stopped":
        this.#turnEnded(event.type === "turn_complete" ? "ok" : "stopped");
        record.inputTokens += event.usage.inputTokens;
        record.outputTokens += event.usage.outputTokens;
        record.cost = addCost(record.cost, event.usage.cost);
        break;
      case "question_requested":
      case "permission_requested":
        this.#requests.set(event.requestId, { ...event, sessionId, seq, ts });
        break;
      case "question_answered":
      case "approval_resolved":
        this.#requests.delete(event.requestId);
        break;
    }
  }
}
