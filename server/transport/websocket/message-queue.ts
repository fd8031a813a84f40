import type { GatewaySocket } from "./gateway-socket.ts";

/** A connection with so many messages waiting is not read from until some are answered. */
const HIGH_WATERMARK = 16;

/** Handles the messages of one connection one after the other, in the order in which they came. */
export class MessageQueue {
  readonly #socket: GatewaySocket;
  readonly #waiting: (() => Promise<void>)[] = [];
  #busy = false;

  constructor(socket: GatewaySocket) {
    this.#socket = socket;
  }

  /** Adds a message. `handle` never rejects. */
  add(handle: () => Promise<void>): void {
    this.#waiting.push(handle);
    if (this.#waiting.length === HIGH_WATERMARK) this.#socket.pause();
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      await next();
      if (this.#waiting.length < HIGH_WATERMARK && this.#socket.isPaused) this.#socket.resume();
    }
    this.#busy = false;
  }
}
