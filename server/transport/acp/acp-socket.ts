import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpChannel } from "../../acp/acp-channel.ts";
import { textFrame } from "../../wire/text-frame.ts";
import type { WatchedConnection } from "../websocket/heartbeat.ts";

/** What was put off goes on when no more than this waits to be sent. */
const WATERMARK_BYTES = 1024 * 1024;
/** How long a connection that is closed may take to say goodbye. */
const CLOSE_TIMEOUT_MS = 2000;

/** A client's WebSocket on `/acp`. Whatever a tick brings leaves with one write. */
export class AcpSocket implements AcpChannel, WatchedConnection {
  readonly address: string;
  readonly takesHeartbeats = false;
  #lastHeard = performance.now();
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  #isClosed = false;
  #isCorked = false;
  #isPaused = false;
  #drained: (() => void)[] = [];

  constructor(webSocket: WebSocket, socket: Socket) {
    this.address = socket.remoteAddress ?? "";
    this.#webSocket = webSocket;
    this.#socket = socket;
    socket.on("drain", () => this.#release());
    socket.once("close", () => this.#release());
  }

  /** A client that is not listened to cannot be heard. */
  get lastHeard(): number {
    return this.#isPaused ? performance.now() : this.#lastHeard;
  }

  /** Something was heard of the client. */
  heard(): void {
    this.#lastHeard = performance.now();
  }

  get isOpen(): boolean {
    return !this.#isClosed && this.#socket.writable;
  }

  send(json: string): void {
    this.sendFrame(textFrame(json));
  }

  sendFrame(frame: Buffer): void {
    if (!this.isOpen) return;
    // One message may be as large as it likes; what comes behind one that is not read is too much.
    if (this.#socket.writableLength > 0 && this.#socket.writableLength + frame.length > LIMITS.sendBufferBytes) {
      this.close(CLOSE_CODES.SLOW_CONSUMER, "The client reads too slowly. Resume the session where it was.");
      return;
    }
    this.#cork();
    this.#socket.write(frame);
  }

  drained(): Promise<void> {
    if (!this.isOpen || this.#socket.writableLength <= WATERMARK_BYTES) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  pause(): void {
    this.#isPaused = true;
    this.#webSocket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.heard();
    this.#webSocket.resume();
  }

  close(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Its goodbye must be read, whatever it was told to wait for.
    this.#webSocket.resume();
    this.#webSocket.close(code, reason);
    this.#release();
    const timer = setTimeout(() => this.#socket.destroy(), CLOSE_TIMEOUT_MS);
    this.#socket.once("close", () => clearTimeout(timer));
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }

  #release(): void {
    for (const resolve of this.#drained.splice(0)) resolve();
  }
}
