/** Says that the stream is there: without it the client would not get to see the head of the response. */
const OPENING = Buffer.from(": open\n\n");
/** Shows that the client still reads, and keeps proxies from giving up. */
const HEARTBEAT = Buffer.from(":\n\n");

/** A message as a server-sent event. */
export function sseMessage(json: string): Buffer {
  return Buffer.from(`data: ${json}\n\n`);
}

/** Something that people may read in a stream, and that clients pass over. */
export function sseComment(text: string): Buffer {
  return Buffer.from(`: ${text}\n\n`);
}

/**
 * Server-sent events on their way to a client, in order. One reader at a time takes them, as fast as it can; without one
 * they wait.
 */
export class OutboundStream {
  readonly #onTaken: () => void;
  #events: Buffer[] = [];
  #waitingBytes = 0;
  /** Of these, what the reader was handed and has not taken yet. */
  #handedBytes = 0;
  #isRead = false;
  #isEnded = false;
  #wake: (() => void) | null = null;

  /** @param onTaken called when something of what waited was taken */
  constructor(onTaken: () => void) {
    this.#onTaken = onTaken;
  }

  /** What was not taken yet. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  push(event: Buffer): void {
    if (this.#isEnded) return;
    this.#events.push(event);
    this.#waitingBytes += event.length;
    this.#wake?.();
  }

  /** Shows that the stream is there, where nothing else does. */
  beat(): void {
    if (this.#waitingBytes === 0) this.push(HEARTBEAT);
  }

  /** Takes out what was not handed to a reader. */
  withdraw(): Buffer[] {
    const events = this.#events.splice(0);
    this.#waitingBytes = this.#handedBytes;
    return events;
  }

  /** The stream is over once what waits is read. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  /**
   * Reads to the end of the stream, piece by piece: the next one is asked for when the client has taken the one before. What
   * a reader that goes was handed last is lost.
   *
   * @param gone aborted when the reader has gone, or has read all
   * @throws Error when the stream is read already
   */
  read(gone: AbortSignal): AsyncGenerator<Buffer> {
    if (this.#isRead) throw new Error("A stream has one reader at a time.");
    this.#isRead = !gone.aborted;
    const leave = () => {
      this.#isRead = false;
      this.#taken();
      this.#wake?.();
    };
    gone.addEventListener("abort", leave, { once: true });
    return this.#pieces(gone);
  }

  async *#pieces(gone: AbortSignal): AsyncGenerator<Buffer> {
    yield OPENING;
    while (!gone.aborted) {
      if (this.#events.length > 0) {
        const piece = Buffer.concat(this.#events.splice(0));
        this.#handedBytes = piece.length;
        yield piece;
        if (!gone.aborted) this.#taken();
      } else if (this.#isEnded) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #taken(): void {
    if (this.#handedBytes === 0) return;
    this.#waitingBytes -= this.#handedBytes;
    this.#handedBytes = 0;
    this.#onTaken();
  }
}
