import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { loadChecks } from "./checks/load-checks.ts";
import { mistakesIn } from "./runner/choose.ts";
import { type ExpectedFailure, weigh } from "./runner/expected-failures.ts";
import { lineOf } from "./runner/report-text.ts";
import { runChecks } from "./runner/run-checks.ts";
import { readSpec } from "./runner/spec.ts";
import { traceability, uncovered } from "./runner/traceability.ts";
import { withOwnServers } from "./target/own-servers.ts";

/*
 * The whole suite against this project's own servers, with nothing left out. The run is made once, before the tests that
 * look at it.
 */

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
/** How long the whole suite may take. */
const RUN_MS = 600_000;

const spec = await readSpec();
const checks = await loadChecks();
const expected = (await read("./expected-failures.json")) as ExpectedFailure[];
const run = withOwnServers((target) => runChecks(spec, target, checks));

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
