import type { Entry, OpenCall } from "./entries.ts";
import type { Model, Recorded } from "./model.ts";

/** What can come next at a point of the order. */
export interface Frontier<Op> {
  /** The completed operations that were called before the first return in the list. One of them comes before all others. */
  readonly window: readonly Entry<Op>[];
  /** Those of them among which to choose. */
  readonly choices: readonly Entry<Op>[];
  /** The operations of unknown outcome that can matter to these. Some may be spent. */
  readonly open: readonly OpenCall<Op>[];
}

/**
 * Finds what can come next, and what of it has to be tried: the operation that returns first, those that touch what it
 * touches, those that touch what these touch, and so on. The rest of the window touches nothing of it. So in any order that
 * begins with operations of the rest, the first one of the choices can be moved to the front, and nothing else changes: an
 * order is found among those that begin with a choice if there is one at all.
 */
export function frontierOf<Op extends Recorded>(
  head: Entry<Op>,
  open: readonly OpenCall<Op>[],
  model: Pick<Model<never, Op>, "touches">,
): Frontier<Op> {
  const window: Entry<Op>[] = [];
  let entry = head.after;
  for (; entry?.matching; entry = entry.after) window.push(entry);
  const firstReturn = entry;
  const started = open.filter(({ position }) => firstReturn !== null && position < firstReturn.position);

  const first = window.find(({ matching }) => matching === firstReturn);
  const touches = (operation: Op) => model.touches?.(operation) ?? null;
  const reached = first
    ? reach(
        [...window, ...started].map(({ operation }) => touches(operation)),
        touches(first.operation),
      )
    : null;
  if (!reached) return { window, choices: window, open: started };
  const isReached = ({ operation }: { operation: Op }) => touches(operation)?.some((name) => reached.has(name)) ?? true;
  return { window, choices: window.filter(isReached), open: started.filter(isReached) };
}

/** All names that sets of names lead to, from a first one over sets that have one in common. Null is the set of all names. */
function reach(sets: readonly (readonly string[] | null)[], first: readonly string[] | null): Set<string> | null {
  if (first === null || sets.includes(null)) return null;
  const reached = new Set(first);
  let waiting = sets.filter((set) => set !== null && set.length > 1);
  for (let before = -1; reached.size !== before; ) {
    before = reached.size;
    waiting = waiting.filter((set) => {
      if (!set?.some((name) => reached.has(name))) return true;
      for (const name of set) reached.add(name);
      return false;
    });
  }
  return reached;
}
