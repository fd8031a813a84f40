import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PROPERTY_CHECKS } from "./checks/all-checks.ts";
import { mistakesIn } from "./runner/choose.ts";
import { type ExpectedFailure, weigh } from "./runner/expected-failures.ts";
import { loadTraces } from "./runner/load-traces.ts";
import { lineOf } from "./runner/report-text.ts";
import { runChecks } from "./runner/run-checks.ts";
import { checkOf } from "./runner/run-trace.ts";
import { readSpec } from "./runner/spec.ts";
import { traceability, uncovered } from "./runner/traceability.ts";
import { StartedTarget } from "./target/started-target.ts";

/*
 * The whole suite against this project's own servers, with nothing left out. The run is made once, before the tests that
 * look at it.
 */

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
/** How long the whole suite may take. */
const RUN_MS = 600_000;

const spec = await readSpec();
const checks = [...(await loadTraces()).map(checkOf), ...PROPERTY_CHECKS].toSorted((a, b) => (a.id < b.id ? -1 : 1));
const expected = (await read("./expected-failures.json")) as ExpectedFailure[];
const run = startRun();

async function startRun() {
  const target = await StartedTarget.start({
    gateway: [process.execPath, `${ROOT}server/main.ts`],
    concordance: [process.execPath, `${ROOT}concordance/main.ts`],
  });
  try {
    return await runChecks(spec, target, checks);
  } finally {
    await target.end();
  }
}

test("every check covers requirements of its profile, and has a name of its own", () => {
  expect(mistakesIn(checks, spec)).toEqual([]);
});

test.each(checks.map((check, index) => ({ id: check.id, index })))(
  "$id",
  async ({ index }) => {
    const outcome = (await run)[index];
    if (outcome === undefined) throw new Error("The check did not run.");
    const [verdict] = weigh([outcome], expected);
    if (verdict?.isFailure) throw new Error(`\n${lineOf(spec, verdict)}`);
  },
  RUN_MS,
);

test("every failure that is expected is one of a check that there is", () => {
  const ids = new Set(checks.map(({ id }) => id));
  expect(expected.filter(({ check }) => !ids.has(check))).toEqual([]);
});

test(
  "every MUST has a check that passes, and traceability.json says which",
  async () => {
    const traced = traceability(spec, await run);
    const borne = new Set(expected.map(({ rule }) => rule));
    expect(uncovered(traced).filter((id) => !borne.has(id))).toEqual([]);
    expect(await read("./traceability.json"), "Write it anew: npm run conformance:all").toEqual(traced);
  },
  RUN_MS,
);
