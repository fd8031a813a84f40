import type { Deleted, Write } from "./types.ts";
import type { Values } from "./values.ts";

/** What the store holds of a key. */
export interface Cell {
  /** Of the last write, a delete too: a tombstone keeps it. 0 before the first one. */
  readonly version: number;
  /** A number of `Values`. Null where no entry exists. */
  readonly value: number | null;
}

/** The cells of a part of the history, always in the same order. */
export type Cells = ReadonlyMap<string, Cell>;

export const UNTOUCHED: Cell = { version: 0, value: null };

/** The name of a cell. A namespace holds no line break. */
export function cellOf({ namespace, key }: { readonly namespace: string; readonly key: string }): string {
  return `${namespace}\n${key}`;
}

/** What a `cas` is compared with: 0 where no entry exists. */
export function currentVersion({ version, value }: Cell): number {
  return value === null ? 0 : version;
}

/** What writes do: all of it, or, where a `cas` does not match, nothing. */
export type Applied =
  | { readonly cells: Cells; readonly results: readonly Required<Deleted>[] }
  /** The current version of the first cell whose `cas` did not match. */
  | { readonly conflict: number };

/** Does writes in their order. A later one sees what an earlier one did. */
export function apply(cells: Cells, writes: readonly Write[], values: Values): Applied {
  const next = new Map(cells);
  const results: Required<Deleted>[] = [];
  for (const write of writes) {
    const id = cellOf(write);
    const cell = next.get(id) ?? UNTOUCHED;
    if (write.cas !== undefined && write.cas !== currentVersion(cell)) return { conflict: currentVersion(cell) };
    const after = write.op === "check" ? cell : written(cell, write.op === "set" ? values.id(write.value) : null);
    next.set(id, after);
    results.push({ deleted: cell.value !== null && after.value === null, version: after.version });
  }
  return { cells: next, results };
}

/** Deleting what does not exist changes nothing; every other write raises the version. */
function written(cell: Cell, value: number | null): Cell {
  if (value === null && cell.value === null) return cell;
  return { version: cell.version + 1, value };
}
