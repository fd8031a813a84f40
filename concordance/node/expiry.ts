/** The longest delay that a timer takes, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Says when the next entry's time is over, as long as it is wanted. */
export class ExpiryTimer {
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | undefined;
  #at: number | null = null;

  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  /** @param at Unix milliseconds, or null: nothing will be due */
  set(at: number | null): void {
    if (at === this.#at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    if (at !== null) this.#timer = setTimeout(() => this.#fire(), Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMER));
  }

  #fire(): void {
    const at = this.#at;
    this.#at = null;
    if (at === null) return;
    // Clocks are set, and timers may be early.
    if (at > Date.now()) this.set(at);
    else this.#onDue();
  }
}
