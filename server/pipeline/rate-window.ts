import { LIMITS } from "../../generated/gateway/limits.ts";

/** What became of a message: it is heard, or not heard until later, or neither and its sender is a flood. */
export type Verdict = { kind: "admitted" } | { kind: "limited" | "flooding"; retryAfterMs: number };

const ADMITTED: Verdict = { kind: "admitted" };

/**
 * A sliding window: at most so many messages in any `messageWindow`. A connection that is limited in
 * `limitedWindowsBeforeClose` windows in a row is a flood. Pure but for its own memory.
 */
export class RateWindow {
  /** When the last admitted messages came; a ring that grows up to the limit. */
  readonly #times: number[] = [];
  #oldest = 0;
  /** Number of the last window in which a message was not heard, counted from the epoch of the clock. */
  #limitedWindow = -1;
  #limitedInARow = 0;
  readonly #most: number;

  /** @param most messages in any `messageWindow` */
  constructor(most: number = LIMITS.messagesPerWindow) {
    this.#most = most;
  }

  /** @param now milliseconds of a clock that never goes back */
  admit(now: number): Verdict {
    if (this.#times.length < this.#most) {
      this.#times.push(now);
      return ADMITTED;
    }
    const oldest = this.#times[this.#oldest] ?? 0;
    if (now - oldest >= LIMITS.messageWindow) {
      this.#times[this.#oldest] = now;
      this.#oldest = (this.#oldest + 1) % this.#most;
      return ADMITTED;
    }
    return this.#limit(now, Math.ceil(oldest + LIMITS.messageWindow - now));
  }

  #limit(now: number, retryAfterMs: number): Verdict {
    const window = Math.floor(now / LIMITS.messageWindow);
    if (window !== this.#limitedWindow) {
      this.#limitedInARow = window === this.#limitedWindow + 1 ? this.#limitedInARow + 1 : 1;
      this.#limitedWindow = window;
    }
    return { kind: this.#limitedInARow >= LIMITS.limitedWindowsBeforeClose ? "flooding" : "limited", retryAfterMs };
  }
}
