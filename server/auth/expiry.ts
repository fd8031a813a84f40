/** The longest delay that a timer takes, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Something that happens at a point in time, however far away that is. */
export class Expiry {
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #time: number | null = null;

  /** @param now Unix milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** When it happens, in Unix milliseconds; null while nothing will. */
  get time(): number | null {
    return this.#time;
  }

  /** Does something at a point in time, in place of what was set before. @param time Unix milliseconds; null: never */
  at(time: number | null, run: () => void): void {
    this.stop();
    this.#time = time;
    if (time === null) return;
    const remaining = Math.max(time - this.#now(), 0);
    this.#timer = setTimeout(() => (remaining > LONGEST_TIMER ? this.at(time, run) : run()), Math.min(remaining, LONGEST_TIMER));
  }

  /** Nothing happens any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#time = null;
  }
}
