import type { ClientRequest, IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { afterClose, afterError, afterStatus, type LinkLoss } from "./link-loss.ts";

/** Time in which a connection must be open, in ms. */
const HANDSHAKE_MS = 10_000;
/** How long an answer to a ping may take, in ms. */
const PONG_MS = 15_000;
/** More than this on its way to the gateway is enough, in bytes. */
const HIGH_WATER = 1024 * 1024;
const NORMAL_CLOSURE = 1000;

/** Who hears of the link. */
export interface LinkOwner {
  opened(): void;
  hear(text: string): void;
  closed(loss: LinkLoss): void;
  /** More can be sent, after `isFull`. */
  drained(): void;
}

/** The WebSocket to the gateway, one at a time. */
export class GatewayLink {
  readonly #url: string;
  readonly #owner: LinkOwner;
  #socket: WebSocket | null = null;
  #pulse: NodeJS.Timeout | undefined;
  #lastHeard = 0;
  #isPaused = false;
  #isFull = false;

  constructor(url: string, owner: LinkOwner) {
    this.#url = url;
    this.#owner = owner;
  }

  /** What was sent waits to be read by the gateway: send no more until `drained`. */
  get isFull(): boolean {
    return this.#isFull;
  }

  connect(token: string | null): void {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const socket = new WebSocket(this.#url, { headers, perMessageDeflate: false, handshakeTimeout: HANDSHAKE_MS, followRedirects: false });
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    const heard = () => {
      this.#lastHeard = performance.now();
    };
    let cause: string | null = null;
    socket.on("open", () => {
      if (isCurrent()) this.#opened(socket);
    });
    socket.on("message", (data) => {
      heard();
      if (isCurrent()) this.#owner.hear(String(data));
    });
    socket.on("ping", heard);
    socket.on("pong", heard);
    socket.on("unexpected-response", (request: ClientRequest, { statusCode }: IncomingMessage) => {
      request.destroy();
      this.#lose(socket, afterStatus(statusCode ?? 0));
    });
    // A close follows every error.
    socket.on("error", (error: Error & { code?: string }) => {
      cause = error.message || (error.code ?? error.name);
    });
    socket.on("close", (code, reason) => this.#lose(socket, cause === null ? afterClose(code, String(reason)) : afterError(cause)));
  }

  /** Ends the connection, and any attempt to make one. Resolves when what was sent has left, and the connection is closed. */
  async disconnect(): Promise<void> {
    const socket = this.#socket;
    if (socket === null) return;
    this.#forget();
    socket.resume();
    if (socket.readyState === WebSocket.CONNECTING) {
      socket.terminate();
      return;
    }
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.close(NORMAL_CLOSURE);
    });
  }

  send(text: string): void {
    const socket = this.#socket;
    if (socket === null) return;
    socket.send(text, () => {
      if (socket !== this.#socket || !this.#isFull || socket.bufferedAmount > HIGH_WATER) return;
      this.#isFull = false;
      this.#owner.drained();
    });
    if (socket.bufferedAmount > HIGH_WATER) this.#isFull = true;
  }

  /** Reads nothing more until `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#socket?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#lastHeard = performance.now();
    this.#socket?.resume();
  }

  #opened(socket: WebSocket): void {
    this.#lastHeard = performance.now();
    this.#pulse = setInterval(() => this.#feel(socket), LIMITS.heartbeatInterval);
    if (this.#isPaused) socket.pause();
    this.#owner.opened();
  }

  /** Asks whether the gateway is still there, and gives up on one that was silent for too long. */
  #feel(socket: WebSocket): void {
    // Who does not listen hears nothing.
    if (this.#isPaused) return;
    if (performance.now() - this.#lastHeard < LIMITS.heartbeatInterval + PONG_MS) socket.ping();
    else this.#lose(socket, afterError("nothing is heard any more"));
  }

  #lose(socket: WebSocket, loss: LinkLoss): void {
    if (this.#socket !== socket) return;
    this.#forget();
    socket.terminate();
    this.#owner.closed(loss);
  }

  #forget(): void {
    clearInterval(this.#pulse);
    this.#socket = null;
    if (!this.#isFull) return;
    this.#isFull = false;
    this.#owner.drained();
  }
}
