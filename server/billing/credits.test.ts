import fc from "fast-check";
import { expect, test } from "vitest";
import { toMicros, turnCost } from "./credits.ts";

test.each([
  ["0", 0],
  ["0.000001", 1],
  ["0.0000009", 0],
  ["1", 1_000_000],
  ["12.5", 12_500_000],
])("%s credits are %i millionths", (credits, micros) => {
  expect(toMicros(credits)).toBe(micros);
});

test.each<[string, Parameters<typeof turnCost>[0], number, number, number]>([
  ["nothing that has no price costs anything", { reserve: "5" }, 1000, 1000, 0],
  ["a turn costs its price without any tokens", { reserve: "5", turn: "2" }, 0, 0, 2_000_000],
  ["tokens cost by the thousand", { reserve: "5", inputTokens: "3", outputTokens: "15" }, 1000, 2000, 33_000_000],
  ["a part of a thousand costs a part", { reserve: "5", inputTokens: "1" }, 1, 0, 1000],
  ["a fraction of a millionth is rounded up", { reserve: "5", inputTokens: "0.000001" }, 1, 0, 1],
  ["each of both is rounded up", { reserve: "5", inputTokens: "0.000001", outputTokens: "0.000001" }, 1001, 1, 3],
  ["what is whole is not rounded", { reserve: "5", outputTokens: "0.000001" }, 0, 3000, 3],
  ["all of it adds up", { reserve: "5", turn: "0.5", inputTokens: "1", outputTokens: "2" }, 10, 10, 530_000],
  // 10^17 + 10^8 and a bit: as a double the product would lose the bit.
  ["large sums are exact", { reserve: "5", inputTokens: "100.000001" }, 1_000_000_001, 0, 100_000_001_100_001],
])("%s", (_name, pricing, inputTokens, outputTokens, cost) => {
  expect(turnCost(pricing, { inputTokens, outputTokens })).toBe(cost);
});

test("a turn never costs less than its exact price, nor two millionths more", () => {
  const micros = fc.integer({ min: 0, max: 10 ** 8 });
  const tokens = fc.integer({ min: 0, max: 10 ** 9 });
  const credits = (amount: number) => (amount / 10 ** 6).toFixed(6);
  fc.assert(
    fc.property(micros, micros, micros, tokens, tokens, (turn, input, output, inputTokens, outputTokens) => {
      const pricing = { reserve: "0", turn: credits(turn), inputTokens: credits(input), outputTokens: credits(output) };
      const thousandths = BigInt(turn) * 1000n + BigInt(input) * BigInt(inputTokens) + BigInt(output) * BigInt(outputTokens);
      const excess = BigInt(turnCost(pricing, { inputTokens, outputTokens })) * 1000n - thousandths;
      expect(excess).toBeGreaterThanOrEqual(0n);
      expect(excess).toBeLessThan(2000n);
    }),
  );
});

test("more tokens never cost less", () => {
  const pricing = { reserve: "0", inputTokens: "0.000333", outputTokens: "0.000007" };
  const tokens = fc.integer({ min: 0, max: 10 ** 9 });
  fc.assert(
    fc.property(tokens, tokens, tokens, (inputTokens, outputTokens, more) => {
      const cost = turnCost(pricing, { inputTokens, outputTokens });
      expect(turnCost(pricing, { inputTokens: inputTokens + more, outputTokens })).toBeGreaterThanOrEqual(cost);
      expect(turnCost(pricing, { inputTokens, outputTokens: outputTokens + more })).toBeGreaterThanOrEqual(cost);
    }),
  );
});
