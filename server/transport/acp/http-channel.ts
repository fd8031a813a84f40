import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpChannel, MessageRoute } from "../../acp/acp-channel.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { OutboundStream, sseComment, sseMessage } from "./outbound-stream.ts";

/** What was put off goes on when no more than this waits to be read. */
const WATERMARK_BYTES = 1024 * 1024;
/** How long a client may take to read the end of a stream. */
const CLOSE_TIMEOUT_MS = 2000;

export interface HttpChannelOptions {
  readonly address: string;
  /** Called once, when the channel has been closed, by either side. */
  readonly onClosed: () => void;
}

/** A response that a stream is written to. */
export interface StreamResponse {
  /** Aborted when the response is over, however that came about. */
  readonly over: AbortSignal;
  /** Ends it at once. */
  readonly destroy: () => void;
}

/**
 * The way to a client that sends each message as a request, and reads what it is sent from streams of server-sent events:
 * that of the connection, and those of sessions. A session's messages come on the session's stream while that is read, and
 * on the connection's otherwise. What comes while the connection's stream is not read waits for its reader.
 */
export class HttpChannel implements AcpChannel {
  readonly address: string;
  readonly #onClosed: () => void;
  readonly #main = new OutboundStream(() => this.#progressed());
  /** The streams of sessions that are read, by session. */
  readonly #sessions = new Map<string, OutboundStream>();
  readonly #responses = new Set<StreamResponse>();
  readonly #heartbeat: NodeJS.Timeout;
  #isOpen = true;
  #isPaused = false;
  /** Requests that are being handled. */
  #requests = 0;
  #silence: NodeJS.Timeout | undefined;
  #unread: NodeJS.Timeout | undefined;
  #drained: (() => void)[] = [];
  #resumed: (() => void)[] = [];
  #first: ((json: string | null) => void) | null = null;

  constructor({ address, onClosed }: HttpChannelOptions) {
    this.address = address;
    this.#onClosed = onClosed;
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#read()) stream.beat();
    }, LIMITS.heartbeatInterval);
    this.#watchSilence();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The next message goes to nobody but the caller; null when the channel is closed before there is one. */
  next(): Promise<string | null> {
    if (!this.#isOpen) return Promise.resolve(null);
    return new Promise((resolve) => (this.#first = resolve));
  }

  send(json: string, { sessionId }: MessageRoute): void {
    if (!this.#isOpen) return;
    if (this.#first !== null) {
      this.#first(json);
      this.#first = null;
      return;
    }
    const event = sseMessage(json);
    const waiting = this.#waitingBytes();
    // One message may be as large as it likes; what comes behind one that is not read is too much.
    if (waiting > 0 && waiting + event.length > LIMITS.sendBufferBytes) {
      this.close(CLOSE_CODES.SLOW_CONSUMER, "The client reads too slowly. Resume the session where it was.");
      return;
    }
    const stream = sessionId === null ? undefined : this.#sessions.get(sessionId.toLowerCase());
    (stream ?? this.#main).push(event);
    if (this.#unread === undefined) this.#watchReading();
  }

  drained(): Promise<void> {
    if (!this.#isOpen || this.#waitingBytes() <= WATERMARK_BYTES) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const resolve of this.#resumed.splice(0)) resolve();
  }

  /** Resolves when the client's next message is taken. Then the channel may be closed. */
  ready(): Promise<void> {
    if (!this.#isPaused || !this.#isOpen) return Promise.resolve();
    return new Promise((resolve) => this.#resumed.push(resolve));
  }

  /** A request of the client has come. @returns what to call when it was handled */
  began(): () => void {
    this.#requests++;
    this.#watchSilence();
    return () => {
      this.#requests--;
      this.#watchSilence();
    };
  }

  /**
   * Opens a stream for reading.
   *
   * @param sessionId null for that of the connection
   * @throws GatewayError CONFLICT when it is read already, INVALID_STATE when too many are
   */
  open(sessionId: string | null, response: StreamResponse): AsyncGenerator<Buffer> {
    const key = sessionId?.toLowerCase() ?? null;
    const stream = key === null ? this.#main : (this.#sessions.get(key) ?? new OutboundStream(() => this.#progressed()));
    if (stream.isRead) throw new GatewayError("CONFLICT", "The stream is read already. It has one reader at a time.");
    if (key !== null && this.#sessions.size >= LIMITS.joinedSessions) {
      throw new GatewayError("INVALID_STATE", `A connection has ${LIMITS.joinedSessions} streams of sessions at the most.`);
    }
    if (response.over.aborted) return stream.read(response.over);
    if (key !== null) this.#sessions.set(key, stream);
    this.#responses.add(response);
    this.#watchSilence();
    const pieces = stream.read(response.over);
    response.over.addEventListener("abort", () => this.#left(key, stream, response), { once: true });
    return pieces;
  }

  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#silence);
    clearTimeout(this.#unread);
    for (const stream of this.#read()) {
      // What a client does not read it does not hear the end of, either.
      if (code === CLOSE_CODES.SLOW_CONSUMER) stream.withdraw();
      stream.push(sseComment(`${code} ${reason}`));
      stream.end();
    }
    this.#first?.(null);
    this.resume();
    for (const resolve of this.#drained.splice(0)) resolve();
    // Whoever closes it may be in the middle of something.
    queueMicrotask(this.#onClosed);
  }

  /** Resolves when every stream of a channel that was closed is over. One that is not read to its end is cut off. */
  async over(): Promise<void> {
    if (this.#responses.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      for (const { destroy } of this.#responses) destroy();
    }, CLOSE_TIMEOUT_MS);
    for (const { over } of this.#responses) {
      over.addEventListener("abort", () => (this.#responses.size === 0 ? resolve() : undefined), { once: true });
    }
    await promise;
    clearTimeout(timer);
  }

  *#read(): Generator<OutboundStream> {
    if (this.#main.isRead) yield this.#main;
    yield* this.#sessions.values();
  }

  #left(key: string | null, stream: OutboundStream, response: StreamResponse): void {
    this.#responses.delete(response);
    if (key !== null) {
      this.#sessions.delete(key);
      for (const event of stream.withdraw()) this.#main.push(event);
    }
    this.#watchSilence();
  }

  #waitingBytes(): number {
    let bytes = this.#main.waitingBytes;
    for (const stream of this.#sessions.values()) bytes += stream.waitingBytes;
    return bytes;
  }

  /** The client has taken something. */
  #progressed(): void {
    if (this.#waitingBytes() <= WATERMARK_BYTES) for (const resolve of this.#drained.splice(0)) resolve();
    this.#watchReading();
  }

  /** Ends the channel when nothing of what waits is taken in time. */
  #watchReading(): void {
    clearTimeout(this.#unread);
    this.#unread = this.#waitingBytes() === 0 ? undefined : this.#endLater("Nothing of what was sent is read.");
  }

  /** Ends the channel when nothing is heard of the client in time. */
  #watchSilence(): void {
    clearTimeout(this.#silence);
    const isSilent = this.#requests === 0 && this.#responses.size === 0;
    this.#silence = isSilent ? this.#endLater("Nothing was heard of the client.") : undefined;
  }

  #endLater(reason: string): NodeJS.Timeout | undefined {
    return this.#isOpen ? setTimeout(() => this.close(CLOSE_CODES.SLOW_CONSUMER, reason), LIMITS.acpHttpIdle) : undefined;
  }
}
