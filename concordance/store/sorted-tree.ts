import { createRequire } from "node:module";
import type library from "sorted-btree";
import type bulk from "sorted-btree/extended/bulkLoad.js";

export type SortedTree<K> = InstanceType<typeof library.default<K, undefined>>;

// Its class is a property of a CommonJS module that is named "default": what `import` makes of that depends on who runs it.
const require = createRequire(import.meta.url);
const { default: BTree } = require("sorted-btree") as typeof library;
const { bulkLoad } = require("sorted-btree/extended/bulkLoad.js") as typeof bulk;

/** Keys of a node: fewer make more levels, more make insertions slower. */
const NODE_SIZE = 32;

/** An empty set that keeps its members in order. The tree takes `undefined` for a value at little cost. */
export function sortedTree<K>(compare: (a: K, b: K) => number): SortedTree<K> {
  return new BTree<K, undefined>(undefined, compare, NODE_SIZE);
}

/** The same of members that are in order already. */
export function sortedTreeOf<K>(members: K[], compare: (a: K, b: K) => number): SortedTree<K> {
  return bulkLoad(members, new Array<undefined>(members.length), NODE_SIZE, compare);
}
