import type { Change, Entry } from "@diminuendo/concordance";

/** The versions of a namespace's entries, as its subscribers were told of them: what to compare with when changes were missed. */
export class KnownVersions {
  #versions = new Map<string, number>();
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

  /** What there was already. Changes that were taken meanwhile count if they are newer. */
  seed(entries: readonly Entry[]): void {
    for (const { key, version } of entries) {
      const seen = this.#gone?.get(key) ?? this.#versions.get(key) ?? 0;
      if (version > seen) this.#versions.set(key, version);
    }
    this.#gone = null;
  }

  /** Begins anew with what there is. */
  replace(versions: Map<string, number>): void {
    this.#versions = versions;
    this.#gone = null;
  }
}
