import type { Change } from "../generated/types.ts";

/** A change, or a mark: everything up to its revision has come. */
type Item = { readonly change: Change; readonly bytes: number } | { readonly change: null; readonly revision: number };

/** As many items are let go of at once. */
const RUN = 1024;

/** The changes that came and were not taken yet, in order, and up to where those are that were. */
export class ChangeBuffer {
  readonly #onTaken: () => void;
  #items: Item[] = [];
  #head = 0;
  #bytes = 0;
  #changes = 0;
  #waiting: PromiseWithResolvers<IteratorResult<Change, undefined>>[] = [];
  #end: { readonly error: Error | null } | null = null;
  #revision: number | null;

  /** @param onTaken called when a change was taken */
  constructor(revision: number | null, onTaken: () => void) {
    this.#revision = revision;
    this.#onTaken = onTaken;
  }

  /** Every change up to this revision was taken, and whoever took it has come back for the next one. */
  get revision(): number | null {
    return this.#revision;
  }

  /** Changes that wait to be taken. */
  get changes(): number {
    return this.#changes;
  }

  /** The size of the frames that they came in. */
  get bytes(): number {
    return this.#bytes;
  }

  push(change: Change, bytes: number): void {
    if (this.#end !== null) return;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) {
      waiting.resolve({ done: false, value: this.#handOver(change) });
      return;
    }
    this.#items.push({ change, bytes });
    this.#bytes += bytes;
    this.#changes += 1;
  }

  /** Everything up to a revision has come. */
  mark(revision: number): void {
    if (this.#end !== null) return;
    if (this.#waiting.length > 0 || this.#revision === null) {
      this.#moveTo(revision);
      return;
    }
    if (this.#items.at(-1)?.change === null) this.#items.pop();
    this.#items.push({ change: null, revision });
  }

  /** No more changes come. Those that are here can still be taken; then comes the error, if there is one. */
  end(error: Error | null): void {
    if (this.#end !== null) return;
    this.#end = { error };
    for (const waiting of this.#waiting.splice(0)) this.#finish(waiting);
  }

  /** Like `end`, and what is here is dropped. */
  drop(): void {
    this.#items = [];
    this.#head = 0;
    this.#bytes = 0;
    this.#changes = 0;
    this.end(null);
  }

  next(): Promise<IteratorResult<Change, undefined>> {
    const taken = this.#take();
    if (taken !== null) return Promise.resolve({ done: false, value: taken });
    const waiting = Promise.withResolvers<IteratorResult<Change, undefined>>();
    if (this.#end === null) this.#waiting.push(waiting);
    else this.#finish(waiting);
    return waiting.promise;
  }

  #take(): Change | null {
    while (this.#head < this.#items.length) {
      const item = this.#items[this.#head] as Item;
      this.#head += 1;
      if (this.#head === this.#items.length || this.#head >= RUN) {
        this.#items.splice(0, this.#head);
        this.#head = 0;
      }
      if (item.change === null) {
        this.#moveTo(item.revision);
        continue;
      }
      this.#bytes -= item.bytes;
      this.#changes -= 1;
      const change = this.#handOver(item.change);
      this.#onTaken();
      return change;
    }
    return null;
  }

  /** There may be more of its revision: only those below are over. */
  #handOver(change: Change): Change {
    this.#moveTo(change.revision - 1);
    return change;
  }

  #moveTo(revision: number): void {
    if (this.#revision === null || revision > this.#revision) this.#revision = revision;
  }

  #finish({ resolve, reject }: PromiseWithResolvers<IteratorResult<Change, undefined>>): void {
    const error = this.#end?.error ?? null;
    // Whoever asks again is at the end.
    this.#end = { error: null };
    if (error === null) resolve({ done: true, value: undefined });
    else reject(error);
  }
}
