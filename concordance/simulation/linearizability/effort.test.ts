import { expect, test } from "vitest";
import { checkHistory } from "./check.ts";
import { corrupted, randomHistory } from "./testing/random-history.ts";
import type { Operation } from "./types.ts";

const OPERATIONS = 10_000;
/** How many places the search may come to: effort that is the same on every machine. Without a wrong turn it is one for each operation. */
const MAX_STATES = 3 * OPERATIONS;

const shape = { operations: OPERATIONS, keys: 50, processes: 16 };

test.each([
  ["of single keys", {}],
  ["with answers that were lost", { unknown: 0.05 }],
  ["with batches that join all keys", { batches: 0.05 }],
  ["with batches and lost answers", { batches: 0.05, unknown: 0.01 }],
  ["with lists of all keys and lost answers", { lists: 0.01, unknown: 0.01 }],
])("10,000 operations of 16 processes on 50 keys, %s, take hardly more steps than operations", (_what, more) => {
  expect(checkHistory(randomHistory({ ...shape, ...more, seed: 1 }), { maxStates: MAX_STATES })).toEqual({ verdict: "linearizable" });
});

test.each([
  ["of single keys", {}],
  ["with batches that join all keys", { batches: 0.05 }],
])("one lost write among 10,000 operations %s is found with as little effort", (_what, more) => {
  const history = randomHistory({ ...shape, ...more, seed: 3 });
  expect(checkHistory(withoutOneWrite(history), { maxStates: MAX_STATES }).verdict).toBe("not linearizable");
});

test("one wrong result among 10,000 operations is found wherever it is", () => {
  for (const seed of [1, 2]) {
    const history = corrupted(randomHistory({ ...shape, seed }), seed) ?? [];
    expect(checkHistory(history, { maxStates: MAX_STATES }).verdict).not.toBe("undecided");
  }
});

/** The history without one acknowledged write from its middle, as if it had never been asked for. */
function withoutOneWrite(history: readonly Operation[]): Operation[] {
  const lost = history.findIndex(
    ({ op, result }, at) => at > history.length / 2 && op === "set" && typeof result === "object" && "version" in result,
  );
  return history.toSpliced(lost, 1);
}
