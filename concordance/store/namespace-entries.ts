import type { Change } from "./change.ts";
import { type SortedTree, sortedTreeOf } from "./sorted-tree.ts";

/** What asks for a part of a namespace's keys. */
export interface KeyRange {
  /** Only keys that begin with this. */
  readonly prefix?: string;
  /** Only keys behind this one. */
  readonly after?: string;
}

/**
 * From this many keys on a namespace keeps them in order. Those with less are sorted when they are listed, which takes
 * microseconds: a store has many of them, and order would cost more than their entries.
 */
const SORTED_FROM = 64;

/** The last change of each key of one namespace. */
export class NamespaceEntries {
  readonly name: string;
  readonly #last = new Map<string, Change>();
  /** The keys that are no tombstones, once there are many keys. */
  #live: SortedTree<string> | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /** The entry or tombstone of a key. */
  last(key: string): Change | undefined {
    return this.#last.get(key);
  }

  lasts(): Iterable<Change> {
    return this.#last.values();
  }

  /** Makes a change the last one of its key, and returns the one before. */
  put(change: Change): Change | undefined {
    const previous = this.load(change);
    const [isLive, wasLive] = [change.op === "set", previous?.op === "set"];
    if (this.#live === null) this.loaded();
    else if (isLive && !wasLive) this.#live.set(change.key, undefined);
    else if (wasLive && !isLive) this.#live.delete(change.key);
    return previous;
  }

  /** As `put`, for one of many at the start: `loaded` sorts them all at once, in a third of the time. */
  load(change: Change): Change | undefined {
    const previous = this.#last.get(change.key);
    this.#last.set(change.key, change);
    return previous;
  }

  loaded(): void {
    if (this.#last.size < SORTED_FROM) return;
    this.#live = sortedTreeOf(this.#liveKeys().sort(), byCodeUnits);
  }

  /** The entries of a range, in the order of the UTF-16 code units of their keys. */
  *entries({ prefix = "", after }: KeyRange): Generator<Change> {
    for (const key of this.#keysFrom(after !== undefined && after > prefix ? after : prefix)) {
      if (key === after) continue;
      if (!key.startsWith(prefix)) return;
      const change = this.#last.get(key);
      if (change !== undefined) yield change;
    }
  }

  #keysFrom(first: string): Iterable<string> {
    if (this.#live !== null) return this.#live.keys(first);
    return this.#liveKeys()
      .filter((key) => key >= first)
      .sort();
  }

  #liveKeys(): string[] {
    const keys: string[] = [];
    for (const { op, key } of this.#last.values()) if (op === "set") keys.push(key);
    return keys;
  }
}

/** As `sort()` does it, which is faster by itself. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
