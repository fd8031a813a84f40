import { isUnknown, type Recorded } from "./model.ts";
import type { Instant } from "./types.ts";

/** The call or the return of a completed operation, in the list of those that have no place yet. */
export interface Entry<Op> {
  readonly operation: Op;
  /** Counts completed operations by their calls. */
  readonly index: number;
  /** Counts all calls and returns of the history in time. */
  readonly position: number;
  /** The return of a call. Null in a return. */
  readonly matching: Entry<Op> | null;
  before: Entry<Op> | null;
  after: Entry<Op> | null;
}

/** An operation of unknown outcome. It has a call and no return: nothing has to be placed before it, nor it before anything. */
export interface OpenCall<Op> {
  readonly operation: Op;
  readonly position: number;
  /** A bit of its own in sets of open calls. */
  readonly bit: bigint;
}

export interface Timeline<Op> {
  /** Stands before the first entry, and is none. */
  readonly head: Entry<Op>;
  readonly completed: number;
  readonly open: readonly OpenCall<Op>[];
}

interface Moment<Op> {
  readonly operation: Op;
  readonly time: Instant | null;
  readonly isReturn: boolean;
}

/** Puts calls and returns in the order of time. At the same time calls come first, so that their operations are concurrent. */
export function timeline<Op extends Recorded>(operations: readonly Op[]): Timeline<Op> {
  const moments: Moment<Op>[] = operations.flatMap((operation) => [
    { operation, time: operation.start, isReturn: false },
    ...(isUnknown(operation) ? [] : [{ operation, time: operation.end, isReturn: true }]),
  ]);
  moments.sort((a, b) => compareTimes(a.time, b.time) || Number(a.isReturn) - Number(b.isReturn));

  const returnPositions = new Map<Op, number>();
  moments.forEach(({ operation, isReturn }, position) => {
    if (isReturn) returnPositions.set(operation, position);
  });

  const head: Entry<Op> = { operation: undefined as never, index: -1, position: -1, matching: null, before: null, after: null };
  const returns = new Map<Op, Entry<Op>>();
  const open: OpenCall<Op>[] = [];
  let last = head;
  let completed = 0;
  moments.forEach(({ operation, isReturn }, position) => {
    if (isUnknown(operation)) {
      open.push({ operation, position, bit: 1n << BigInt(open.length) });
      return;
    }
    let entry = returns.get(operation);
    if (!isReturn || !entry) {
      const index = completed++;
      const end = returnPositions.get(operation) ?? moments.length;
      const matching: Entry<Op> = { operation, index, position: end, matching: null, before: null, after: null };
      returns.set(operation, matching);
      entry = { operation, index, position, matching, before: null, after: null };
    }
    last.after = entry;
    entry.before = last;
    last = entry;
  });
  return { head, completed, open };
}

/** Takes a call and its return out of the list. */
export function lift<Op>(call: Entry<Op>): void {
  unlink(call);
  if (call.matching) unlink(call.matching);
}

/** Puts them back. What was lifted last goes back first. */
export function unlift<Op>(call: Entry<Op>): void {
  if (call.matching) relink(call.matching);
  relink(call);
}

function unlink<Op>(entry: Entry<Op>): void {
  if (entry.before) entry.before.after = entry.after;
  if (entry.after) entry.after.before = entry.before;
}

function relink<Op>(entry: Entry<Op>): void {
  if (entry.before) entry.before.after = entry;
  if (entry.after) entry.after.before = entry;
}

/** Null is the end of time. */
function compareTimes(a: Instant | null, b: Instant | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}
