import { expect, test } from "vitest";
import { type RegisterOperation, registerModel } from "./register-model.ts";
import { search } from "./search.ts";

const FOREVER = { deadline: Number.POSITIVE_INFINITY, maxStates: 1_000_000 };

type Call = { op: "read"; result: { value: number | null } } | { op: "write"; value: number; result: "ok" | "unknown" };

function at(start: number, end: number | null, call: Call): RegisterOperation {
  return { process: 0, start, end, ...call };
}

const read = (value: number | null): Call => ({ op: "read", result: { value } });
const write = (value: number): Call => ({ op: "write", value, result: "ok" });
const lost = (value: number): Call => ({ op: "write", value, result: "unknown" });

test.each<[claim: string, outcome: string, history: RegisterOperation[]]>([
  ["nothing at all has an order", "found", []],
  ["a read sees the write before it", "found", [at(1, 2, write(1)), at(3, 4, read(1))]],
  ["a read does not see what was there before", "stuck", [at(1, 2, write(1)), at(3, 4, read(null))]],
  ["a read sees nothing from the future", "stuck", [at(1, 2, read(1)), at(3, 4, write(1))]],
  ["a read during a write sees it", "found", [at(1, 4, write(1)), at(2, 3, read(1))]],
  ["a read during a write does not see it", "found", [at(1, 4, write(1)), at(2, 3, read(null))]],
  ["what one read saw a later one cannot have missed", "stuck", [at(1, 9, write(1)), at(2, 3, read(1)), at(4, 5, read(null))]],
  ["operations that meet in one moment are concurrent", "found", [at(1, 2, write(1)), at(2, 3, read(null))]],
  ["an unknown write may never take effect", "found", [at(1, null, lost(1)), at(2, 3, read(null)), at(4, 5, read(null))]],
  ["an unknown write may take effect late", "found", [at(1, null, lost(1)), at(2, 3, read(null)), at(4, 5, read(1))]],
  ["an unknown write may take effect after its end", "found", [at(1, 2, lost(1)), at(3, 4, read(null)), at(5, 6, read(1))]],
  ["an unknown write takes effect once", "stuck", [at(1, null, lost(1)), at(2, 3, read(1)), at(4, 5, write(2)), at(6, 7, read(1))]],
  ["an unknown write does not take effect before its start", "stuck", [at(1, 2, read(1)), at(3, null, lost(1))]],
  [
    "of two unknown writes both may take effect, in any order",
    "found",
    [at(1, null, lost(1)), at(2, null, lost(2)), at(3, 4, read(2)), at(5, 6, read(1))],
  ],
  [
    "a write of the value that is there may be needed later",
    "found",
    [at(1, 9, write(1)), at(2, 9, write(1)), at(3, 9, write(2)), at(10, 11, read(1))],
  ],
  ["a completed operation without an end may come last", "found", [at(1, null, write(1)), at(2, 3, read(null))]],
])("%s", (_claim, outcome, history) => {
  expect(search(registerModel, history, FOREVER).outcome).toBe(outcome);
});

test("the order that was found holds the unknown operations that took effect, and no others", () => {
  const [late, never] = [at(1, null, lost(1)), at(2, null, lost(7))];
  const history = [late, never, at(3, 4, read(null)), at(5, 6, read(1))];
  expect(search(registerModel, history, FOREVER)).toEqual({ outcome: "found", order: [history[2], late, history[3]] });
});

test("what is stuck says how far it came, in which state, and what did not fit", () => {
  const history = [at(1, 2, write(1)), at(3, 4, read(1)), at(5, 6, read(2)), at(7, 8, read(1))];
  expect(search(registerModel, history, FOREVER)).toEqual({
    outcome: "stuck",
    order: history.slice(0, 2),
    state: 1,
    candidates: [history[2]],
    unspent: [],
    completed: 4,
    placed: 2,
  });
});

/** Concurrent writes of different values, and a read of one that nobody wrote: every order has to be tried. */
const hard = [...Array.from({ length: 40 }, (_, value) => at(1, 99, write(value))), at(100, 101, read(-1))];

test.each([
  ["out of time", { ...FOREVER, deadline: 0 }],
  ["more than 1000 states", { ...FOREVER, maxStates: 1000 }],
])("a search that is %s gives up and says so", (reason, limits) => {
  expect(search(registerModel, hard, limits)).toEqual({ outcome: "gave up", reason });
});
