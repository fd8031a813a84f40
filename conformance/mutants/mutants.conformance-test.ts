import { expect, test } from "vitest";
import { loadChecks } from "../checks/load-checks.ts";
import { readSpec } from "../runner/spec.ts";
import { withOwnServers } from "../target/own-servers.ts";
import { MUTANTS } from "./all-mutants.ts";
import { mutantTable, runMutants } from "./run-mutants.ts";

/* The suite against servers that each break one rule. What passes is a missing check. */

const RUN_MS = 900_000;

const spec = await readSpec();
const checks = await loadChecks();
const run = withOwnServers((target) => runMutants(spec, target, checks, MUTANTS));

test.each(MUTANTS.map(({ name, rule, about }, index) => ({ name, rule, about, index })))(
  "$name fails on $rule: $about",
  async ({ index }) => {
    const verdict = (await run)[index];
    expect(verdict?.isCaught, verdict && mutantTable([verdict])).toBe(true);
  },
  RUN_MS,
);

test("there are at least 40, each of another name, and the table tells them all", async () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  expect(MUTANTS.filter(({ rule }) => !spec.requirements.has(rule))).toEqual([]);
});

test(
  "the table of mutants and verdicts",
  async () => {
    const table = mutantTable(await run);
    process.stdout.write(table);
    expect(table.split("\n").filter((line) => line.includes("**passes**"))).toEqual([]);
  },
  RUN_MS,
);
