import { expect, test } from "vitest";
import { simulate } from "./simulation.ts";

const SEEDS = 200;

test(`all that Raft promises holds in ${SEEDS} runs under faults`, { timeout: 120_000 }, () => {
  const broken: string[] = [];
  let operations = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const outcome = simulate(seed);
    operations += outcome.operations;
    if (outcome.broken !== null) broken.push(`seed ${seed}: ${outcome.broken}`);
  }
  expect(broken).toEqual([]);
  expect(operations).toBeGreaterThan(SEEDS * 50);
});

test.each([7, 77])("seed %i replays exactly", (seed) => {
  const lines: string[][] = [[], []];
  const outcomes = lines.map((into) => simulate(seed, { tell: (line) => into.push(line) }));
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(lines[0]).toEqual(lines[1]);
});

test("another seed is another run", () => {
  expect(simulate(1).digest).not.toBe(simulate(2).digest);
});
