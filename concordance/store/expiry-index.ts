import type { Change } from "./change.ts";
import { byCodeUnits } from "./namespace-entries.ts";
import { sortedTree } from "./sorted-tree.ts";

type Expiring = Change & { readonly expiresAt: number };

/** The entries that will expire, in the order in which they do: by time, namespace and key. */
export class ExpiryIndex {
  readonly #entries = sortedTree<Expiring>(inOrderOfExpiry);

  /** Takes the place of a key's entry from `previous` to `next`. */
  replace(previous: Change | undefined, next: Change): void {
    if (previous !== undefined && expires(previous)) this.#entries.delete(previous);
    if (expires(next)) this.#entries.set(next, undefined);
  }

  /** When the first entry expires, in milliseconds. */
  first(): number | null {
    return this.#entries.minKey()?.expiresAt ?? null;
  }

  /** Everything that is over at `now`. */
  over(now: number): readonly Change[] {
    const over: Change[] = [];
    for (const entry of this.#entries.keys()) {
      if (entry.expiresAt > now) break;
      over.push(entry);
    }
    return over;
  }
}

function expires(change: Change): change is Expiring {
  return change.expiresAt !== null;
}

function inOrderOfExpiry(a: Expiring, b: Expiring): number {
  return a.expiresAt - b.expiresAt || byCodeUnits(a.namespace, b.namespace) || byCodeUnits(a.key, b.key);
}
