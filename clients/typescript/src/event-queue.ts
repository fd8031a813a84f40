/** Read items are let go of in runs of this many. */
const RUN = 1024;

/** Items for one `for await` loop. What the loop has not read yet is kept. */
export class EventQueue<Item> implements AsyncIterableIterator<Item> {
  #items: Item[] = [];
  #head = 0;
  #ended = false;
  #error: Error | null = null;
  #waiting: PromiseWithResolvers<IteratorResult<Item>>[] = [];
  readonly #onReturn: () => void;

  /** @param onReturn called when the loop was left */
  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  push(item: Item): void {
    if (this.#ended) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#items.push(item);
    else waiting.resolve({ done: false, value: item });
  }

  /** No more items come. The loop ends after those that are here, by `error` if there is one. */
  end(error: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    for (const waiting of this.#waiting.splice(0)) this.#settle(waiting);
  }

  next(): Promise<IteratorResult<Item>> {
    if (this.#head < this.#items.length) return Promise.resolve({ done: false, value: this.#take() });
    const waiting = Promise.withResolvers<IteratorResult<Item>>();
    if (this.#ended) this.#settle(waiting);
    else this.#waiting.push(waiting);
    return waiting.promise;
  }

  return(): Promise<IteratorResult<Item>> {
    this.#items = [];
    this.#head = 0;
    this.end(null);
    this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): Item {
    const item = this.#items[this.#head++] as Item;
    if (this.#head === this.#items.length || this.#head >= RUN) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }

  #settle({ resolve, reject }: PromiseWithResolvers<IteratorResult<Item>>): void {
    const error = this.#error;
    this.#error = null;
    if (error === null) resolve({ done: true, value: undefined });
    else reject(error);
  }
}
