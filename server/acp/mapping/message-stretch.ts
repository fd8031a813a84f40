import type { DurableEvent } from "../../../generated/gateway/types.ts";

/** Events of a turn that people do not see among what is said: a message goes on behind them. */
const UNSEEN: ReadonlySet<DurableEvent["type"]> = new Set<DurableEvent["type"]>([
  "tool_call_delta",
  "terminal.stream",
  "terminal.complete",
  "sandbox.provisioning",
  "sandbox.init",
  "sandbox.removed",
  "usage.updated",
  "file_changed",
]);

/**
 * Tells which message of the protocol a piece of text belongs to: the log has no messages, only what is said in a row. A
 * message is one stretch of the same kind of text; the next thing that people see ends it.
 */
export class MessageStretch {
  #type: DurableEvent["type"] | null = null;
  #id = "";

  /** The id of the message that an event is a piece of, or would begin. */
  take(event: DurableEvent): string {
    if (!("turnId" in event) || UNSEEN.has(event.type)) return this.#id;
    const goesOn = event.type === this.#type && (event.type === "text_delta" || event.type === "thinking.progress");
    if (!goesOn) {
      this.#type = event.type;
      this.#id = `${event.turnId}:${event.seq}`;
    }
    return this.#id;
  }
}
