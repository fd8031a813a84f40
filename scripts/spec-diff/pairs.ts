/** What is there before, after, or both times. */
export interface Pairs<Item> {
  removed: Item[];
  added: Item[];
  both: [before: Item, after: Item][];
}

/** Pairs the items of two lists that have the same key. */
export function paired<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string): Pairs<Item> {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const keys = new Set(after.map(keyOf));
  return {
    removed: before.filter((item) => !keys.has(keyOf(item))),
    added: after.filter((item) => !old.has(keyOf(item))),
    both: after.flatMap((item): [Item, Item][] => {
      const known = old.get(keyOf(item));
      return known === undefined ? [] : [[known, item]];
    }),
  };
}

/** The members of one list that the other lacks. */
export function differences<Item>(before: readonly Item[], after: readonly Item[]): { removed: Item[]; added: Item[] } {
  return { removed: before.filter((item) => !after.includes(item)), added: after.filter((item) => !before.includes(item)) };
}
