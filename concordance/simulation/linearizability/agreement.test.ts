import fc from "fast-check";
import { expect, test } from "vitest";
import { checkHistory, checkWith } from "./check.ts";
import { type RegisterOperation, registerModel } from "./register-model.ts";
import { search } from "./search.ts";
import { createStoreModel } from "./store-model.ts";
import { isLinearizableByBruteForce } from "./testing/brute-force.ts";
import { corrupted, randomHistory } from "./testing/random-history.ts";
import type { Operation } from "./types.ts";

const shape = fc.record({
  seed: fc.nat(),
  operations: fc.integer({ min: 1, max: 60 }),
  keys: fc.integer({ min: 1, max: 5 }),
  processes: fc.integer({ min: 1, max: 6 }),
  batches: fc.constantFrom(0, 0.3),
  lists: fc.constantFrom(0, 0.1),
  unknown: fc.constantFrom(0, 0.2),
});
const smallShape = shape.map((each) => ({ ...each, operations: (each.operations % 8) + 1, keys: (each.keys % 2) + 1 }));

/** An order that explains a history: it keeps to time, misses nothing that was answered, and the model follows it. */
function isWitness(history: readonly Operation[], order: readonly Operation[]): boolean {
  const model = createStoreModel(history);
  let state = model.initial(order);
  for (const [at, operation] of order.entries()) {
    const next = model.step(state, operation);
    if (next === undefined) return false;
    state = next;
    if (order.slice(0, at).some(({ start }) => operation.result !== "unknown" && operation.end !== null && operation.end < start))
      return false;
  }
  return new Set(order).size === order.length && history.every((operation) => operation.result === "unknown" || order.includes(operation));
}

test("what a store did that does one operation at a time is linearizable, however its clients overlap", () => {
  fc.assert(
    fc.property(shape, (each) => {
      expect(checkHistory(randomHistory(each))).toEqual({ verdict: "linearizable" });
    }),
    { numRuns: 500 },
  );
});

test("the order that was found explains the history", () => {
  fc.assert(
    fc.property(shape, (each) => {
      const history = randomHistory(each);
      const model = createStoreModel(history);
      for (const part of model.partition(history)) {
        const result = search(model, part, { deadline: Number.POSITIVE_INFINITY, maxStates: 1_000_000 });
        expect(result.outcome === "found" && isWitness(part, result.order)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("with one result corrupted the verdict is that of trying every order", () => {
  const verdicts = { linearizable: 0, "not linearizable": 0, undecided: 0 };
  fc.assert(
    fc.property(smallShape, fc.nat(), (each, seed) => {
      const history = corrupted(randomHistory(each), seed);
      fc.pre(history !== null);
      const { verdict } = checkHistory(history);
      verdicts[verdict]++;
      expect(verdict === "linearizable").toBe(isLinearizableByBruteForce(createStoreModel(history), history));
    }),
    { numRuns: 2000 },
  );
  expect(verdicts.undecided).toBe(0);
  expect(Math.min(verdicts.linearizable, verdicts["not linearizable"])).toBeGreaterThan(100);
});

const call = fc.oneof(
  fc.record({ op: fc.constant("read"), result: fc.oneof(fc.constant("unknown"), fc.record({ value: fc.constantFrom(null, 1, 2) })) }),
  fc.record({ op: fc.constant("write"), value: fc.constantFrom(1, 2), result: fc.constantFrom("ok", "unknown") }),
  fc.record({
    op: fc.constant("cas"),
    from: fc.constantFrom(1, 2),
    to: fc.constantFrom(1, 2),
    result: fc.constantFrom("ok", "mismatch", "unknown"),
  }),
);
/** Results that came of nothing, at times that meet and coincide. */
const nonsense = fc.array(
  fc
    .tuple(call, fc.nat(12), fc.nat(4))
    .map(([each, start, length]) => ({ ...each, process: 0, start, end: start + length }) as RegisterOperation),
  { maxLength: 8 },
);

test("of a register's invented histories the verdict is that of trying every order", () => {
  const verdicts = { linearizable: 0, "not linearizable": 0, undecided: 0 };
  fc.assert(
    fc.property(nonsense, (history) => {
      const { verdict } = checkWith(registerModel, history);
      verdicts[verdict]++;
      expect(verdict === "linearizable").toBe(isLinearizableByBruteForce(registerModel, history));
    }),
    { numRuns: 3000 },
  );
  expect(verdicts.undecided).toBe(0);
  expect(Math.min(verdicts.linearizable, verdicts["not linearizable"])).toBeGreaterThan(100);
});
