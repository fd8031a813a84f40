import { cellOf } from "./cells.ts";
import { isUnknown } from "./model.ts";
import type { Operation } from "./types.ts";

/**
 * Splits a history by keys. Keys that share a batch stay together, and so do the keys of a namespace that was listed.
 * What says nothing is left out: refused operations, reads without an answer and reads that promise nothing.
 */
export function partsOf(operations: readonly Operation[]): Operation[][] {
  const saying = operations.filter(saysSomething);
  const listed = new Set(saying.filter(({ op }) => op === "list").map(({ namespace }) => namespace));
  const groups = new Groups();
  for (const operation of saying) {
    for (const write of touched(operation)) groups.join(cellOf(write), listed.has(write.namespace) ? write.namespace : cellOf(write));
    const [first, ...others] = touched(operation);
    for (const other of others) if (first) groups.join(cellOf(first), cellOf(other));
  }
  const parts = Map.groupBy(saying, (operation) => {
    const [first] = touched(operation);
    return groups.of(first ? cellOf(first) : operation.namespace);
  });
  return [...parts.values()];
}

/** The cells of a part, each once and in a fixed order. */
export function cellsOf(part: readonly Operation[]): string[] {
  return [...new Set(part.flatMap(touched).map(cellOf))].sort();
}

/** What an operation reads or writes by name: a list does not. */
function touched(operation: Operation): readonly { readonly namespace: string; readonly key: string }[] {
  if (operation.op === "list") return [];
  return operation.op === "batch" ? operation.args.operations : [operation];
}

function saysSomething(operation: Operation): boolean {
  const { op, result } = operation;
  if (op === "get" || op === "list") {
    if (isUnknown(operation) || operation.args.consistency === "local") return false;
  }
  if (typeof result === "string" || !("error" in result)) return true;
  return op === "get" ? result.error === "NOT_FOUND" : result.error === "CAS_CONFLICT";
}

/** Sets of names that are merged when they turn out to belong together: of cells, and of namespaces that were listed. */
class Groups {
  readonly #parents = new Map<string, string>();

  of(name: string): string {
    let root = name;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    // The next one finds it at once.
    if (root !== name) this.#parents.set(name, root);
    return root;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.#parents.set(a, b);
  }
}
