import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { JsonObject } from "../trace/format.ts";
import type { Monitor, Violation } from "./monitor.ts";

/** A `ref` comes back once, on the reply of its message or on an error. */
export class Correlation implements Monitor {
  readonly #replies: ReadonlyMap<string, string>;
  /** The types of messages by their `ref`; null when it was answered. */
  readonly #sent = new Map<string, string | null>();

  constructor({ messages }: ProtocolModel) {
    this.#replies = new Map(messages.map(({ type, reply }) => [type, reply]));
  }

  sent(message: JsonObject): void {
    const { ref, type } = message;
    if (typeof ref === "string" && typeof type === "string") this.#sent.set(ref, type);
  }

  received(frame: JsonObject): Violation[] {
    const { ref, type } = frame;
    if (ref === undefined) return [];
    const isError = type === "error";
    const message = typeof ref === "string" ? this.#sent.get(ref) : undefined;
    if (message === undefined) {
      return [{ rule: isError ? "WS-REF-2" : "WS-REF-1", what: `No message had the ref ${JSON.stringify(ref)}.`, received: frame }];
    }
    if (message === null) return [{ rule: "WS-REPLY-1", what: `${JSON.stringify(ref)} is answered twice.`, received: frame }];
    this.#sent.set(String(ref), null);
    const reply = this.#replies.get(message);
    if (!isError && reply !== undefined && type !== reply) {
      return [{ rule: "WS-REPLY-1", what: `\`${message}\` is answered by another event.`, expected: reply, received: type }];
    }
    return [];
  }
}
