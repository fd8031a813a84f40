import type { Entry } from "./entry.ts";

/** The part of the log that is kept in memory: everything after its base, which the snapshot stands for. */
export class RaftLog {
  /** The last entry that was compacted away, or 0. */
  baseIndex: number;
  baseTerm: number;
  #entries: Entry[];

  constructor(base: { readonly index: number; readonly term: number }, entries: readonly Entry[]) {
    this.baseIndex = base.index;
    this.baseTerm = base.term;
    this.#entries = [...entries];
    for (const [position, entry] of this.#entries.entries()) {
      if (entry.index !== base.index + 1 + position)
        throw new Error(`The log has entry ${entry.index} where ${base.index + 1 + position} belongs.`);
    }
  }

  get lastIndex(): number {
    return this.baseIndex + this.#entries.length;
  }

  get lastTerm(): number {
    return this.#entries.at(-1)?.term ?? this.baseTerm;
  }

  /** The term of the entry, or undefined when it was compacted away or is not there. */
  termAt(index: number): number | undefined {
    return index === this.baseIndex ? this.baseTerm : this.#entries[index - this.baseIndex - 1]?.term;
  }

  entry(index: number): Entry | undefined {
    return this.#entries[index - this.baseIndex - 1];
  }

  /** Entries from `first` to `last`, both included. */
  slice(first: number, last: number): Entry[] {
    return this.#entries.slice(first - this.baseIndex - 1, last - this.baseIndex);
  }

  append(entry: Entry): void {
    if (entry.index !== this.lastIndex + 1) throw new Error(`Entry ${entry.index} was appended after ${this.lastIndex}.`);
    this.#entries.push(entry);
  }

  truncateFrom(index: number): void {
    this.#entries.length = index - this.baseIndex - 1;
  }

  compact(index: number): void {
    const term = this.termAt(index);
    if (term === undefined) throw new Error(`The log has no entry ${index} to compact up to.`);
    this.#entries = this.#entries.slice(index - this.baseIndex);
    this.baseIndex = index;
    this.baseTerm = term;
  }

  /** Forgets everything, and continues after a snapshot. */
  reset(base: { readonly index: number; readonly term: number }): void {
    this.#entries = [];
    this.baseIndex = base.index;
    this.baseTerm = base.term;
  }

  /**
   * The last entry at or before `index` whose term is not above `term`: where two logs that differ may agree at the latest.
   * The base when there is none above it.
   */
  lastNotAbove(index: number, term: number): number {
    let at = Math.min(index, this.lastIndex);
    while (at > this.baseIndex && (this.termAt(at) ?? 0) > term) at -= 1;
    return at;
  }
}
