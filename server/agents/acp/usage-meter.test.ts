import fc from "fast-check";
import { expect, test } from "vitest";
import { fromScaled } from "../../billing/decimal.ts";
import { decimalOf, UsageMeter } from "./usage-meter.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });

test("until the agent tells a turn's own numbers, what is in its context counts as its input", () => {
  const meter = new UsageMeter();
  meter.beginTurn();
  expect(meter.context({ used: 1200, size: 200_000 })).toEqual({ type: "usage.updated", inputTokens: 1200, outputTokens: 0 });
  expect(meter.prompt({ inputTokens: 3000, outputTokens: 40, totalTokens: 3040 })).toEqual({
    type: "usage.updated",
    inputTokens: 3000,
    outputTokens: 40,
  });
});

test("the prompts of a guided turn add up", () => {
  const meter = new UsageMeter();
  meter.beginTurn();
  meter.prompt({ inputTokens: 100, outputTokens: 10 });
  expect(meter.prompt({ inputTokens: 200, outputTokens: 20 })).toMatchObject({ inputTokens: 300, outputTokens: 30 });
});

test("the cost of a turn is what the session's cost rose by, without the noise of binary fractions", () => {
  const meter = new UsageMeter();
  meter.beginTurn();
  expect(meter.context({ used: 1, cost: usd(0.1) })).toMatchObject({ cost: { amount: "0.1", currency: "USD" } });
  meter.beginTurn();
  expect(meter.context({ used: 1, cost: usd(0.1 + 0.2) })).toMatchObject({ cost: { amount: "0.2", currency: "USD" } });
});

test("what a session cost in an earlier life does not count again", () => {
  const meter = new UsageMeter();
  meter.replay({ sessionUpdate: "usage_update", used: 1, size: 2, cost: usd(4) });
  meter.replay({ sessionUpdate: "plan", cost: usd(100) });
  meter.beginTurn();
  expect(meter.context({ used: 1, cost: usd(4.5) })).toMatchObject({ cost: { amount: "0.5", currency: "USD" } });
});

test("a cost told earlier in the turn stays when the prompt is answered", () => {
  const meter = new UsageMeter();
  meter.beginTurn();
  meter.context({ used: 1, cost: usd(2) });
  expect(meter.prompt({ inputTokens: 1, outputTokens: 1 })).toMatchObject({ cost: { amount: "2", currency: "USD" } });
});

test.each([
  ["another currency", { amount: 5, currency: "EUR" }, { amount: "5", currency: "EUR" }],
  ["less than before", { amount: 1, currency: "USD" }, { amount: "1", currency: "USD" }],
])("an agent that counts anew, in %s, is taken by its word", (_, cost, expected) => {
  const meter = new UsageMeter();
  meter.beginTurn();
  meter.context({ used: 1, cost: usd(3) });
  meter.beginTurn();
  expect(meter.context({ used: 1, cost })).toMatchObject({ cost: expected });
});

test("what changes nothing is not told again, until the next turn", () => {
  const meter = new UsageMeter();
  meter.beginTurn();
  expect(meter.context({ used: 7 })).toBeDefined();
  expect(meter.context({ used: 7 })).toBeUndefined();
  meter.beginTurn();
  expect(meter.context({ used: 7 })).toBeDefined();
});

test.each([[null], [undefined], [{}], [{ inputTokens: -1, outputTokens: 1 }], [{ inputTokens: 1.5, outputTokens: 1 }], ["many"], [[]]])(
  "the usage %j of an answer is passed over",
  (usage) => {
    const meter = new UsageMeter();
    meter.beginTurn();
    expect(meter.prompt(usage)).toBeUndefined();
  },
);

test.each([
  [0, "0"],
  [1, "1"],
  [0.1 + 0.2, "0.3"],
  [1e-7, "0.0000001"],
  [1.5e-12, "0.000000000001"],
  [1e-13, "0"],
  [123456789.123456, "123456789.123456"],
  [999999999999, "999999999999"],
  [1e12, undefined],
  [-1, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ["1", undefined],
])("the amount %d is %s", (amount, decimal) => {
  expect(decimalOf(amount)).toBe(decimal);
});

test("a sum of whole millionths comes out exactly, and always as the spec writes decimals", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (millionths) => {
      expect(decimalOf(millionths / 1e6)).toBe(fromScaled(BigInt(millionths), 6));
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e11, noNaN: true }), (amount) => {
      expect(decimalOf(amount)).toMatch(/^\d{1,18}(\.\d{1,18})?$/);
    }),
  );
});
