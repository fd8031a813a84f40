import { createRequire } from "node:module";
import type library from "sorted-btree";

export type SortedTree<K> = InstanceType<typeof library.default<K, undefined>>;

// Its class is a property of a CommonJS module that is named "default": what `import` makes of that depends on who runs it.
const { default: BTree } = createRequire(import.meta.url)("sorted-btree") as typeof library;

/** An empty set that keeps its members in order. The tree takes `undefined` for a value at no cost. */
export function sortedTree<K>(compare: (a: K, b: K) => number): SortedTree<K> {
  return new BTree<K, undefined>(undefined, compare);
}
