import type { Change } from "./change.ts";
import { coversNamespace } from "./namespaces.ts";

/** How much the change log keeps at most. All nodes of a cluster must have the same. */
export interface ChangeLogBounds {
  readonly changes: number;
  /** Of all their values together, in UTF-16 code units. */
  readonly valueLength: number;
}

export interface ChangesQuery {
  /** Only changes below this namespace, itself included. */
  readonly namespace?: string;
  /** Where a page ends; it goes on to the end of the revision that it is in. At least 1. */
  readonly limit: number;
  /** Where a page ends by the length of its values together, likewise; without it only `limit` ends it. */
  readonly valueLength?: number;
}

/** Changes in order. There may be more of them after `revision`, up to which this answer is complete. */
export interface ChangesPage {
  readonly changes: readonly Change[];
  readonly revision: number;
  readonly more: boolean;
}

/** The last changes. What is over the bounds goes from the front, by whole revisions. */
export class ChangeLog {
  readonly #bounds: ChangeLogBounds;
  readonly #dropped: (change: Change) => void;
  /** In order; those before `#first` are gone already. */
  #changes: (Change | undefined)[] = [];
  #first = 0;
  #valueLength = 0;

  /** @param dropped hears of each change that the log does not keep any more */
  constructor(bounds: ChangeLogBounds, dropped: (change: Change) => void) {
    this.#bounds = bounds;
    this.#dropped = dropped;
  }

  get length(): number {
    return this.#changes.length - this.#first;
  }

  append(change: Change): void {
    this.#changes.push(change);
    this.#valueLength += change.value?.length ?? 0;
  }

  /** Drops what is over the bounds, and returns the last revision of which something went; null when nothing did. */
  trim(): number | null {
    let last: number | null = null;
    while (this.#isOver()) last = this.#dropRevision();
    if (this.#first > 1024 && this.#first * 2 > this.#changes.length) {
      this.#changes = this.#changes.slice(this.#first);
      this.#first = 0;
    }
    return last;
  }

  *[Symbol.iterator](): Generator<Change> {
    for (let index = this.#first; index < this.#changes.length; index += 1) yield this.#at(index);
  }

  /** What came after a revision. */
  since(
    revision: number,
    { namespace, limit, valueLength = Number.POSITIVE_INFINITY }: ChangesQuery,
  ): {
    changes: Change[];
    stoppedAt: number | null;
  } {
    const changes: Change[] = [];
    let length = 0;
    // Namespaces are the same objects throughout, so that most changes are judged by looking at the one before.
    let lastNamespace: string | null = null;
    let covered = namespace === undefined;
    for (let index = this.#indexAfter(revision); index < this.#changes.length; index += 1) {
      const change = this.#at(index);
      if (namespace !== undefined && change.namespace !== lastNamespace) {
        lastNamespace = change.namespace;
        covered = coversNamespace(namespace, lastNamespace);
      }
      if (!covered) continue;
      const before = changes.at(-1);
      const isFull = changes.length >= limit || (before !== undefined && length >= valueLength);
      if (isFull && before?.revision !== change.revision) return { changes, stoppedAt: before?.revision ?? revision };
      changes.push(change);
      length += change.value?.length ?? 0;
    }
    return { changes, stoppedAt: null };
  }

  #isOver(): boolean {
    return this.length > this.#bounds.changes || this.#valueLength > this.#bounds.valueLength;
  }

  #dropRevision(): number {
    const { revision } = this.#at(this.#first);
    while (this.length > 0 && this.#at(this.#first).revision === revision) {
      const change = this.#at(this.#first);
      this.#changes[this.#first] = undefined;
      this.#first += 1;
      this.#valueLength -= change.value?.length ?? 0;
      this.#dropped(change);
    }
    return revision;
  }

  /** Where the first change after a revision is. */
  #indexAfter(revision: number): number {
    let [low, high] = [this.#first, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#at(middle).revision > revision) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #at(index: number): Change {
    return this.#changes[index] as Change;
  }
}
