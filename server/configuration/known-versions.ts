import type { Change, Entry } from "@diminuendo/concordance";

/** What is remembered of a key. */
type Seen = Pick<Entry, "key" | "version">;

/** The versions of a namespace's entries, as its subscribers were told of them: what to compare with when changes were missed. */
export class KnownVersions {
  readonly #versions = new Map<string, number>();
  /** Until the entries of before are known: those that were seen to go, by the versions of their tombstones. */
  #gone: Map<string, number> | null = new Map();

  get(key: string): number | undefined {
    return this.#versions.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#versions.keys();
  }

  take({ key, op, version }: Change): void {
    if (version < (this.#versions.get(key) ?? 0)) return;
    if (op === "set") {
      this.#versions.set(key, version);
      this.#gone?.delete(key);
    } else {
      this.#versions.delete(key);
      this.#gone?.set(key, version);
    }
  }

  /** Some of what there was already. Changes that were taken meanwhile count if they are newer. */
  seed(entries: readonly Seen[]): void {
    for (const { key, version } of entries) {
      const seen = this.#gone?.get(key) ?? this.#versions.get(key) ?? 0;
      if (version > seen) this.#versions.set(key, version);
    }
  }

  /** All that there was is known. */
  seeded(): void {
    this.#gone = null;
  }

  /** What a key is as its subscribers are told of it now, whatever they were told before. */
  told(key: string, version: number): void {
    this.#versions.set(key, version);
  }

  /** There is no such entry, as its subscribers are told now. */
  toldGone(key: string): void {
    this.#versions.delete(key);
  }
}
