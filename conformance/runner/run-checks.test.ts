import { expect, test } from "vitest";
import type { Stage, Target } from "../target/target.ts";
import type { Check } from "./check.ts";
import { runChecks } from "./run-checks.ts";
import { readSpec } from "./spec.ts";

const spec = await readSpec();
const STAGE: Stage = {
  localAddress: undefined,
  names: {},
  url: async () => "",
  token: async () => "",
  turn: async () => undefined,
  process: async () => ({ pid: 0, signal: () => undefined, ended: Promise.resolve(0) }),
  end: async () => undefined,
};
const targetOf = (parallel: number): Target => ({ parallel, stage: async () => STAGE, end: async () => undefined });
const check = (name: string, more: Partial<Check>): Check => ({
  id: `gateway-v1/${name}`,
  covers: [],
  about: "",
  needs: {},
  run: async () => undefined,
  ...more,
});

test("checks that wait take no place of others, and outcomes keep the order of the checks", async () => {
  const worked = Promise.withResolvers<void>();
  const waiting = ["w1", "w2", "w3"].map((name) => check(name, { waits: true, run: () => worked.promise }));
  const working = [check("a", {}), check("b", { run: async () => worked.resolve() })];
  const outcomes = await runChecks(spec, targetOf(2), [...waiting, ...working]);
  expect(outcomes.map(({ check: { id }, status }) => `${id} ${status}`)).toEqual([...waiting, ...working].map(({ id }) => `${id} passed`));
});

test("on a target that all checks share they go one after the other, those that wait, too", async () => {
  let running = 0;
  let most = 0;
  const run = async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  };
  await runChecks(spec, targetOf(1), [check("w", { waits: true, run }), check("a", { run }), check("b", { run })]);
  expect(most).toBe(1);
});
