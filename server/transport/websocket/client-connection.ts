import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import { CLOSE_CODES, type CloseCode } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeSessionSynced } from "../../../generated/gateway/serializers.ts";
import type { Membership } from "../../members/membership.ts";
import { RateWindow, type Verdict } from "../../pipeline/rate-window.ts";
import type { Committed, SessionLog } from "../../sessions/event-log.ts";
import { type EventSource, Replay } from "../../sessions/replay.ts";
import { textFrame } from "../../wire/text-frame.ts";
import type { Subscriber } from "../broadcaster.ts";
import type { WatchedConnection } from "./heartbeat.ts";

/** What was put off goes on when no more than this waits to be sent. */
const WATERMARK_BYTES = 1024 * 1024;
/** How long an answer waits for its client to read what came before it. */
const REPLY_PATIENCE_MS = 10_000;
/** How long a connection that is closed may take to say goodbye. */
const CLOSE_TIMEOUT_MS = 2000;

/**
 * One client's connection. Frames are written straight to the socket, one buffer a tick; the WebSocket library reads
 * and takes care of the protocol.
 */
export class ClientConnection implements Subscriber, WatchedConnection {
  readonly clientId: string;
  readonly address: string;
  readonly #socket: Socket;
  readonly #webSocket: WebSocket;
  /** Who it belongs to; null before it is authenticated. */
  membership: Membership | null = null;
  /** When something was last heard of the client, on the clock of `performance.now()`. */
  lastHeard: number;
  #rate: RateWindow | null = null;
  #joined: Map<string, Replay> | null = null;
  #outbox: Buffer[] = [];
  /** The gateway has closed it. */
  #closed = false;
  /** There is nobody at the other end any more. */
  #gone = false;
  #drained: (() => void)[] | null = null;
  /** How much may wait to be sent. */
  #capacity: number = LIMITS.sendBufferBytes;

  constructor(clientId: string, address: string, webSocket: WebSocket, socket: Socket) {
    this.clientId = clientId;
    this.address = address;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.lastHeard = performance.now();
  }

  get isOpen(): boolean {
    return !this.#closed && !this.#gone && !this.#socket.destroyed;
  }

  /** Whether the gateway has closed it, rather than its client. */
  get wasClosed(): boolean {
    return this.#closed;
  }

  /** Heartbeats are for those who have authenticated. */
  get takesHeartbeats(): boolean {
    return this.membership !== null;
  }

  /** The sessions that it has joined. */
  get joinedSessions(): Iterable<string> {
    return this.#joined?.keys() ?? [];
  }

  get joinedCount(): number {
    return this.#joined?.size ?? 0;
  }

  hasJoined(sessionId: string): boolean {
    return this.#joined?.has(sessionId) ?? false;
  }

  /** Counts a message against the rate limit. */
  admit(): Verdict {
    this.#rate ??= new RateWindow();
    return this.#rate.admit(performance.now());
  }

  /** Sends a message, as JSON. */
  send(json: string): void {
    this.#write(textFrame(json));
  }

  /**
   * Sends the answer to a message, as JSON. That a client asks for much is no sign that it reads slowly: what does not
   * fit behind that which waits is sent once that was read.
   *
   * @returns undefined when it was sent at once; else it resolves when it was sent, or never will be
   */
  reply(json: string): Promise<void> | undefined {
    const frame = textFrame(json);
    const { writableLength } = this.#socket;
    if (writableLength > 0 && writableLength + frame.length > LIMITS.sendBufferBytes) return this.#replyLater(frame);
    this.#writeReply(frame);
    return undefined;
  }

  /** Sends a text frame, or several. */
  sendFrame(frame: Buffer): void {
    this.#write(frame);
  }

  /**
   * Begins a session's replay; it hears of commits from now on, and holds them back until `run`. A connection that is not
   * open joins nothing: nobody would ever leave for it.
   */
  join(log: SessionLog, source: EventSource, afterSeq: number): Replay | null {
    if (!this.isOpen) return null;
    this.leave(log.sessionId);
    const sink = {
      write: (frames: Buffer) => {
        this.#outbox.push(frames);
        this.flush();
      },
      drained: () => this.#whenDrained(),
      synced: (seq: number) => this.send(serializeSessionSynced({ sessionId: log.sessionId, seq })),
    };
    const replay = new Replay(source, sink, log, afterSeq);
    this.#joined ??= new Map();
    this.#joined.set(log.sessionId, replay);
    return replay;
  }

  leave(sessionId: string): void {
    this.#joined?.get(sessionId)?.cancel();
    this.#joined?.delete(sessionId);
  }

  deliverEvents(committed: Committed): void {
    this.#joined?.get(committed.sessionId)?.deliver(committed);
  }

  deliverMessage(frame: Buffer): void {
    this.#outbox.push(frame);
  }

  flush(): void {
    const outbox = this.#outbox;
    if (outbox.length === 0) return;
    this.#outbox = [];
    const [only] = outbox;
    if (outbox.length === 1 && only !== undefined) {
      this.#write(only);
      return;
    }
    this.#socket.cork();
    for (const frame of outbox) this.#write(frame);
    this.#socket.uncork();
  }

  /** Closes the connection, for a reason that the client can read. */
  close(code: CloseCode, reason: string): void {
    if (this.#closed || this.#gone) return;
    this.#closed = true;
    this.#webSocket.close(code, reason);
    setTimeout(() => this.#socket.destroy(), CLOSE_TIMEOUT_MS).unref();
  }

  /** Ends what the connection had begun. */
  dispose(): void {
    this.#gone = true;
    for (const replay of this.#joined?.values() ?? []) replay.cancel();
    this.#joined = null;
    this.#outbox = [];
    this.#release();
  }

  get #isWritable(): boolean {
    return !this.#closed && !this.#gone && this.#socket.writable;
  }

  #write(frame: Buffer): void {
    if (!this.#isWritable) return;
    if (this.#socket.writableLength + frame.length > this.#capacity) this.#closeSlow();
    else this.#socket.write(frame);
  }

  async #replyLater(frame: Buffer): Promise<void> {
    const timer = setTimeout(() => this.#closeSlow(), REPLY_PATIENCE_MS);
    await this.#whenDrained();
    clearTimeout(timer);
    this.#writeReply(frame);
  }

  /** Writes an answer. One that leaves no room widens it until it is sent: what comes meanwhile finds a place behind it. */
  #writeReply(frame: Buffer): void {
    if (!this.#isWritable) return;
    const needed = this.#socket.writableLength + frame.length + WATERMARK_BYTES;
    if (needed <= LIMITS.sendBufferBytes) {
      this.#socket.write(frame);
      return;
    }
    this.#capacity = needed;
    this.#socket.write(frame, () => {
      this.#capacity = LIMITS.sendBufferBytes;
    });
  }

  #closeSlow(): void {
    this.close(CLOSE_CODES.SLOW_CONSUMER, "The client reads too slowly. Rejoin with afterSeq.");
  }

  #whenDrained(): Promise<void> {
    if (!this.isOpen || this.#socket.writableLength <= WATERMARK_BYTES) return Promise.resolve();
    return new Promise((resolve) => {
      if (this.#drained === null) {
        this.#drained = [];
        this.#socket.on("drain", () => this.#release());
      }
      this.#drained.push(resolve);
    });
  }

  #release(): void {
    for (const resolve of this.#drained?.splice(0) ?? []) resolve();
  }
}
