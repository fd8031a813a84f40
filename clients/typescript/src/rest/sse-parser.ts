/** An event of a stream. */
export interface SseMessage {
  readonly event: string;
  readonly data: string;
  /** What the stream can be gone on with from; empty when it says nothing of that. */
  readonly id: string;
}

/** Reads server-sent events out of text that comes in pieces, cut anywhere. */
export class SseParser {
  #rest = "";
  #event = "";
  #data: string[] = [];
  #id = "";
  #isFirst = true;

  /** Takes a piece. Returns the events that are whole by now. */
  push(text: string): SseMessage[] {
    const begun = this.#isFirst ? text.replace(/^\uFEFF/, "") : text;
    if (text !== "") this.#isFirst = false;
    this.#rest += begun;
    const messages: SseMessage[] = [];
    for (let end = this.#lineEnd(); end !== null; end = this.#lineEnd()) {
      const line = this.#rest.slice(0, end.at);
      this.#rest = this.#rest.slice(end.at + end.length);
      const message = this.#take(line);
      if (message !== null) messages.push(message);
    }
    return messages;
  }

  /** Where the next line ends. A carriage return at the very end may be half of a line's end. */
  #lineEnd(): { at: number; length: number } | null {
    const at = this.#rest.search(/[\r\n]/);
    if (at < 0 || (this.#rest[at] === "\r" && at === this.#rest.length - 1)) return null;
    return { at, length: this.#rest.startsWith("\r\n", at) ? 2 : 1 };
  }

  #take(line: string): SseMessage | null {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return null;
  }

  #dispatch(): SseMessage | null {
    const [event, data] = [this.#event, this.#data];
    this.#event = "";
    this.#data = [];
    return data.length === 0 ? null : { event: event || "message", data: data.join("\n"), id: this.#id };
  }
}
