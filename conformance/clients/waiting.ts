/** Waits for what others bring about; they say when there is something to look at. */
export class Waiting {
  readonly #timeoutMs: number;
  readonly #looks = new Set<() => void>();

  /** @param timeoutMs the longest that anything is waited for */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Something may have changed. */
  look(): void {
    for (const look of [...this.#looks]) look();
  }

  /** Waits until there is a value. Null when there is none in time. */
  until<Value>(find: () => Value | null): Promise<Value | null> {
    return new Promise((resolve) => {
      const finish = (value: Value | null) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(value);
      };
      const look = () => {
        const value = find();
        if (value !== null) finish(value);
      };
      const timer = setTimeout(() => finish(null), this.#timeoutMs);
      this.#looks.add(look);
      look();
    });
  }
}
