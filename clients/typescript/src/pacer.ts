import { LIMITS } from "./generated/limits.ts";

/** Messages that leave at the same pace arrive at another one: so much is kept clear of the gateway's window, in ms. */
const MARGIN_MS = 1000;

/** Keeps one connection below the gateway's rate limit, so that no message is refused for it. */
export class Pacer {
  /** When the last messages left, the oldest first. */
  readonly #times: number[] = [];

  /**
   * Asks to send a message.
   *
   * @param now ms of a clock that never goes back
   * @returns 0 when it may leave now, which is then counted; else how long to wait, in ms
   */
  admit(now: number): number {
    const [oldest] = this.#times;
    if (oldest !== undefined && this.#times.length >= LIMITS.messagesPerWindow) {
      const wait = oldest + LIMITS.messageWindow + MARGIN_MS - now;
      if (wait > 0) return wait;
      this.#times.shift();
    }
    this.#times.push(now);
    return 0;
  }
}
