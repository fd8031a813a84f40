/** An entry as clients see it. */
export interface KnownEntry {
  readonly value: unknown;
  readonly version: number;
  /** Unix milliseconds from when on it is gone; null: it stays. */
  readonly expiresAt: number | null;
}

/** What is known of a key. */
export interface Known {
  /** Null: there is no entry. */
  readonly entry: KnownEntry | null;
  /** Of the entry or of its tombstone; 0 where that is not known. */
  readonly version: number;
  /** This is what the key holds up to this revision, all of it included: what is told of it and earlier is no news. */
  readonly asOf: number;
  /** How often the owner had lost the store when this was learned: what was learned before is looked up again. */
  readonly epoch: number;
}

interface Kept {
  readonly owner: object;
  readonly known: Known;
  readonly bytes: number;
}

/** What an entry costs beside its text, in bytes: an estimate. */
const OVERHEAD_BYTES = 200;

/** The keys that were used last, of all tenants together, within a bound. Whoever keeps something here is its owner. */
export class EntryCache {
  readonly #mostEntries: number;
  readonly #mostBytes: number;
  /** In the order in which they were used. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(mostEntries: number, mostBytes: number) {
    this.#mostEntries = mostEntries;
    this.#mostBytes = mostBytes;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** By the sizes of names and values as JSON, and an estimate for what is around them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Uses a key: others are dropped before it. */
  use(id: string): Known | undefined {
    const kept = this.#kept.get(id);
    if (kept === undefined) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    return kept.known;
  }

  /** What is known of a key, without using it. */
  peek(id: string): Known | undefined {
    return this.#kept.get(id)?.known;
  }

  /** Keeps what is known of a key, and drops what was not used for longest when that is too much. */
  keep(id: string, known: Known, owner: object): void {
    this.#drop(id);
    const text = known.entry === null ? "" : (JSON.stringify(known.entry.value) ?? "");
    const bytes = OVERHEAD_BYTES + (id.length + text.length) * 2;
    this.#kept.set(id, { owner, known, bytes });
    this.#bytes += bytes;
    while (this.#kept.size > this.#mostEntries || this.#bytes > this.#mostBytes) {
      const [oldest] = this.#kept.keys();
      if (oldest === undefined) return;
      this.#drop(oldest);
    }
  }

  /** Drops everything of an owner. */
  dropAll(owner: object): void {
    for (const [id, kept] of this.#kept) if (kept.owner === owner) this.#drop(id);
  }

  #drop(id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    this.#kept.delete(id);
    this.#bytes -= kept.bytes;
  }
}
