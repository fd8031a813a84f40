/** What came in on a connection and was not looked at yet. Whoever waits gets the next thing, the end included. */
export class Inbox<T> {
  readonly #waiting: T[] = [];
  #wake: (() => void) | null = null;

  push(item: T): void {
    this.#waiting.push(item);
    this.#wake?.();
  }

  /** How many things wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** The next thing, which is taken away; undefined when none came in time. */
  async next(withinMs: number): Promise<T | undefined> {
    const deadline = performance.now() + withinMs;
    while (this.#waiting.length === 0) {
      const rest = deadline - performance.now();
      if (rest <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    return this.#waiting.shift();
  }
}
