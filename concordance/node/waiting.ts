import type { RequestId } from "../raft/input.ts";

interface Waiter<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  /** Milliseconds of `performance.now()`. */
  readonly deadline: number;
  readonly over: (() => void) | undefined;
}

/** Those who wait for an answer of the core, each for the same time at most. */
export class Waiting<Answer> {
  readonly #waiters = new Map<RequestId, Waiter<Answer>>();
  readonly #timeoutMs: number;
  readonly #late: () => Error;
  #timer: NodeJS.Timeout | undefined;

  /** @param late what is told to one who waited for too long */
  constructor(timeoutMs: number, late: () => Error) {
    this.#timeoutMs = timeoutMs;
    this.#late = late;
  }

  get size(): number {
    return this.#waiters.size;
  }

  /** @param over called once nobody waits any more, whatever the answer was */
  wait(id: RequestId, over?: () => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiters.set(id, { resolve, reject, deadline: performance.now() + this.#timeoutMs, over });
      this.#timer ??= setTimeout(() => this.#expire(), this.#timeoutMs);
    });
  }

  has(id: RequestId): boolean {
    return this.#waiters.has(id);
  }

  resolve(id: RequestId, answer: Answer): void {
    this.#take(id)?.resolve(answer);
  }

  reject(id: RequestId, error: Error): void {
    this.#take(id)?.reject(error);
  }

  resolveAll(answer: Answer): void {
    for (const id of [...this.#waiters.keys()]) this.#take(id)?.resolve(answer);
  }

  /** Nobody will be answered any more. */
  rejectAll(error: () => Error): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const id of [...this.#waiters.keys()]) this.#take(id)?.reject(error());
  }

  #take(id: RequestId): Waiter<Answer> | undefined {
    const waiter = this.#waiters.get(id);
    this.#waiters.delete(id);
    waiter?.over?.();
    return waiter;
  }

  /** The oldest come first, as all wait equally long. */
  #expire(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const [id, { deadline }] of this.#waiters) {
      if (deadline > now) {
        this.#timer = setTimeout(() => this.#expire(), Math.ceil(deadline - now));
        return;
      }
      this.#take(id)?.reject(this.#late());
    }
  }
}
