import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PROPERTY_CHECKS } from "../checks/all-checks.ts";
import { loadTraces } from "../runner/load-traces.ts";
import { checkOf } from "../runner/run-trace.ts";
import { readSpec } from "../runner/spec.ts";
import { StartedTarget } from "../target/started-target.ts";
import { MUTANTS } from "./all-mutants.ts";
import { mutantTable, runMutants } from "./run-mutants.ts";

/* The suite against servers that each break one rule. What passes is a missing check. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RUN_MS = 900_000;

const spec = await readSpec();
const checks = [...(await loadTraces()).map(checkOf), ...PROPERTY_CHECKS];
const run = startRun();

async function startRun() {
  const target = await StartedTarget.start({
    gateway: [process.execPath, `${ROOT}server/main.ts`],
    concordance: [process.execPath, `${ROOT}concordance/main.ts`],
  });
  try {
    return await runMutants(spec, target, checks, MUTANTS);
  } finally {
    await target.end();
  }
}

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
