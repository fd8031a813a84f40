import { type Applied, apply, type Cells, cellOf, UNTOUCHED } from "./cells.ts";
import { describe, describeCells, nameOf } from "./describe.ts";
import type { Model } from "./model.ts";
import { cellsOf, partsOf } from "./parts.ts";
import type { Deleted, Item, Operation, Write } from "./types.ts";
import { Values } from "./values.ts";
import { isWrite, type Told, toldOf, type WriteOperation, writesOf } from "./writes.ts";

type Read = Exclude<Operation, WriteOperation>;

/**
 * Concordance as one object. Where the contract leaves it open, this is what it promises:
 *
 * - A delete of an entry raises the version; a delete of nothing succeeds and raises nothing.
 * - The current version of what does not exist is 0, whatever its tombstone keeps: so `cas: 0` means "must not exist", and
 *   a conflict names 0.
 * - Operations of a batch are done in order, each on what the ones before it did. A conflict names the first that failed.
 * - Time is no part of the state: an entry goes away by an `expire` of the history.
 */
export function createStoreModel(operations: readonly Operation[]): Model<Cells, Operation> {
  const values = new Values(operations);
  return {
    partition: partsOf,
    initial: (part) => new Map(cellsOf(part).map((cell) => [cell, UNTOUCHED])),
    step: (cells, operation) =>
      isWrite(operation) ? afterWrite(cells, operation, values) : fitsRead(cells, operation, values) ? cells : undefined,
    key: (cells) => Array.from(cells.values(), ({ version, value }) => `${version}=${value ?? ""}`).join(),
    touches: (operation) => (operation.op === "list" ? null : isWrite(operation) ? writesOf(operation).map(cellOf) : [cellOf(operation)]),
    effect: (operation) => (isWrite(operation) ? JSON.stringify(writesOf(operation).map((write) => effectOf(write, values))) : ""),
    changesNothing: (operation) => !isWrite(operation) || toldOfNoChange(operation),
    hopeless: (cells, operation) => (isWrite(operation) ? isWriteTooLate(cells, operation) : isReadTooLate(cells, operation, values)),
    namePart: nameOf,
    describe,
    describeState: (cells) => describeCells(cells, values),
  };
}

function afterWrite(cells: Cells, operation: WriteOperation, values: Values): Cells | undefined {
  const applied = apply(cells, writesOf(operation), values);
  const told = toldOf(operation);
  if (told && !isAsTold(applied, told, writesOf(operation))) return undefined;
  return "conflict" in applied ? cells : applied.cells;
}

function isAsTold(applied: Applied, told: Told, writes: readonly Write[]): boolean {
  if ("conflict" in told) return "conflict" in applied && applied.conflict === told.conflict;
  if ("conflict" in applied || told.results.length !== writes.length) return false;
  return writes.every(({ op }, index) => {
    const [did, said] = [applied.results[index], told.results[index]];
    return did !== undefined && said !== undefined && isResultAsTold(op, did, said);
  });
}

function isResultAsTold(op: Write["op"], did: Required<Deleted>, said: Partial<Deleted>): boolean {
  const isSameVersion = said.version === undefined || said.version === did.version;
  const isSameDeletion = said.deleted === undefined || said.deleted === did.deleted;
  switch (op) {
    case "check":
      return true;
    case "set":
      return isSameVersion;
    case "delete":
      return isSameDeletion && (isSameVersion || !did.deleted);
  }
}

function fitsRead(cells: Cells, operation: Read, values: Values): boolean {
  const { result } = operation;
  if (result === "unknown") return true;
  if (operation.op === "list") return "items" in result && fitsList(cells, operation, result, values);
  const cell = cells.get(cellOf(operation)) ?? UNTOUCHED;
  if ("error" in result) return cell.value === null;
  return "value" in result && cell.version === result.version && cell.value === values.id(result.value);
}

/** Lists are in the order of the bytes of their keys. */
function fitsList(
  cells: Cells,
  { namespace, args }: Extract<Operation, { op: "list" }>,
  { items, more = false }: { items: readonly Item[]; more?: boolean },
  values: Values,
): boolean {
  const beginning = cellOf({ namespace, key: args.prefix ?? "" });
  const all = [...cells].filter(([cell, { value }]) => value !== null && cell.startsWith(beginning));
  all.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  if (more ? items.length >= all.length : items.length !== all.length) return false;
  return items.every(({ key, version, value }, index) => {
    const [cell, held] = all[index] ?? [];
    return cell === cellOf({ namespace, key }) && held?.version === version && held.value === values.id(value);
  });
}

function toldOfNoChange(operation: WriteOperation): boolean {
  const told = toldOf(operation);
  return (
    told !== null &&
    ("conflict" in told ||
      writesOf(operation).every(({ op }, at) => op === "check" || (op === "delete" && told.results[at]?.deleted === false)))
  );
}

/** Versions only rise: what was told of a version fits nothing that is past it. */
function isWriteTooLate(cells: Cells, operation: WriteOperation): boolean {
  const told = toldOf(operation);
  if (!told) return false;
  const writes = writesOf(operation);
  const versions = new Map(writes.map((write) => [cellOf(write), cells.get(cellOf(write)) ?? UNTOUCHED]));
  if ("conflict" in told) return told.conflict > 0 && versions.values().every((cell) => cell.version > told.conflict);
  return writes.some((write, index) => {
    const said = told.results[index];
    if (write.op === "check" || said?.version === undefined || said.deleted === false) return false;
    if (write.op === "delete" && said.deleted === undefined) return false;
    return (versions.get(cellOf(write)) ?? UNTOUCHED).version >= said.version;
  });
}

function isReadTooLate(cells: Cells, operation: Read, values: Values): boolean {
  const { namespace, result } = operation;
  if (result === "unknown" || "error" in result) return false;
  const items = "items" in result ? result.items : [{ ...result, key: operation.key }];
  return items.some(({ key, version, value }) => {
    const cell = cells.get(cellOf({ namespace, key })) ?? UNTOUCHED;
    // A version has one value for ever.
    return cell.version > version || (cell.version === version && cell.value !== values.id(value));
  });
}

function effectOf(write: Write, values: Values): unknown[] {
  return [write.op, cellOf(write), write.cas ?? null, write.op === "set" ? values.id(write.value) : null];
}
