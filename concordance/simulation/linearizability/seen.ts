const WORD_BITS = 16;

/** The set of the completed operations that have a place, as text that is short where few are concurrent. */
export class Placed {
  readonly #words: Uint16Array;

  constructor(size: number) {
    this.#words = new Uint16Array(Math.ceil(size / WORD_BITS));
  }

  flip(index: number): void {
    const word = Math.floor(index / WORD_BITS);
    this.#words[word] = (this.#words[word] ?? 0) ^ (1 << (index % WORD_BITS));
  }

  /**
   * @param firstMissing everything before it is in the set
   * @param highest nothing after it is in the set
   */
  key(firstMissing: number, highest: number): string {
    const first = Math.floor(firstMissing / WORD_BITS);
    const last = Math.floor(highest / WORD_BITS);
    let key = `${first}:`;
    for (let word = first; word <= last; word++) key += String.fromCharCode(this.#words[word] ?? 0);
    return key;
  }
}

/**
 * Where the search has been: what was placed, the state that came of it, and the operations of unknown outcome that were
 * spent on it.
 *
 * Whoever comes to a place again having spent the same and more finds nothing new there: what he can still do, the first
 * could do too. So of each place only the smallest sets are kept.
 */
export class Seen {
  readonly #spent = new Map<string, bigint[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether this is new. If so, it is remembered. */
  add(placed: string, state: string, spent: bigint): boolean {
    // No place's key begins with another's and goes on with a state: the length stands between.
    const key = `${placed.length} ${placed}${state}`;
    const sets = this.#spent.get(key);
    if (!sets) {
      this.#spent.set(key, [spent]);
      this.#size++;
      return true;
    }
    if (sets.some((set) => (set & ~spent) === 0n)) return false;
    const kept = sets.filter((set) => (spent & ~set) !== 0n);
    kept.push(spent);
    this.#size += kept.length - sets.length;
    this.#spent.set(key, kept);
    return true;
  }
}
