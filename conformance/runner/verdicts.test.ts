import { expect, test } from "vitest";
import type { Check, Outcome } from "./check.ts";
import { choose, mistakesIn } from "./choose.ts";
import { weigh } from "./expected-failures.ts";
import { jsonReport, junitReport } from "./report-files.ts";
import { lineOf, summaryOf } from "./report-text.ts";
import { readSpec } from "./spec.ts";
import { traceability, uncovered } from "./traceability.ts";

const spec = await readSpec();
const check = (id: string, ...covers: string[]): Check => ({ id, covers, about: "", needs: {}, run: async () => undefined });
const PING = check("gateway-v1/connection/ping", "WS-PING-1");
const PASSED: Outcome = { check: PING, status: "passed", ms: 12 };
const FAILED: Outcome = {
  check: PING,
  status: "failed",
  ms: 12,
  rule: "WS-PING-1",
  what: "/clientTs is missing, not 17.",
  place: "gateway-v1/connection/ping.ndjson:5",
  expected: { clientTs: 17 },
  received: { type: "pong" },
};
const KNOWN = [{ check: PING.id, rule: "WS-PING-1", reason: "not built yet" }];

test("a failure that is expected is borne, one on another rule is not, and one that does not come fails the run", () => {
  expect(weigh([FAILED], KNOWN)[0]?.isFailure).toBe(false);
  expect(weigh([{ ...FAILED, rule: "WS-REF-1" }], KNOWN)[0]?.isFailure).toBe(true);
  expect(weigh([PASSED], KNOWN)[0]).toMatchObject({ isFailure: true, note: expect.stringContaining("Take it off the list") });
  expect(weigh([{ ...FAILED, status: "missing" }], KNOWN)[0]?.isFailure).toBe(true);
});

test.each(["failed", "missing", "broken"] as const)("%s is a failure", (status) => {
  expect(weigh([{ ...FAILED, status }], [])[0]?.isFailure).toBe(true);
});

test("a report names the rule with its sentence, the line of the spec, the step, what was expected and what came", () => {
  const [verdict] = weigh([FAILED], []);
  if (verdict === undefined) throw new Error("There is no verdict.");
  const text = lineOf(spec, verdict);
  expect(text).toContain("✗ gateway-v1/connection/ping (12 ms)");
  expect(text).toContain(`WS-PING-1: ${spec.requirements.get("WS-PING-1")?.sentence}`);
  expect(text).toMatch(/spec\/requirements\/connection\.tsp:\d+/);
  expect(text).toContain("conformance/traces/gateway-v1/connection/ping.ndjson:5");
  expect(text).toContain('expected  {"clientTs":17}');
  expect(text).toContain('received  {"type":"pong"}');
  expect(summaryOf(spec, [verdict])).toContain("0 passed, 1 failed");
});

test("a requirement of which one check says nothing is not held because of another", () => {
  const other = { ...PASSED, check: check("gateway-v1/other", "WS-PING-1") };
  expect(summaryOf(spec, weigh([PASSED, other], []))).toMatch(/gateway-v1: 1 of/);
  expect(summaryOf(spec, weigh([PASSED, { ...other, status: "missing" }], []))).toMatch(/gateway-v1: 0 of/);
});

test("JUnit's XML is escaped, whatever a server sends", () => {
  const xml = junitReport(spec, weigh([{ ...FAILED, received: 'a<b>&"\u0000\ud800' }], []));
  expect(xml).toContain('<testsuite name="gateway-v1" tests="1" failures="1"');
  expect(xml).toContain("a&lt;b&gt;&amp;");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  expect(xml).not.toMatch(/[\u0000\ud800-\udfff]/);
});

test("the JSON report counts, and says where the rule stands", () => {
  const report = JSON.parse(jsonReport(spec, weigh([PASSED, FAILED], []))) as {
    passed: number;
    failed: number;
    checks: { source?: string }[];
  };
  expect([report.passed, report.failed]).toEqual([1, 1]);
  expect(report.checks[1]?.source).toMatch(/^spec\/requirements\/connection\.tsp:\d+$/);
});

test("a requirement is covered by the checks that passed, and a MUST without one is named", () => {
  const traced = traceability(spec, [PASSED, { ...FAILED, check: check("gateway-v1/a", "WS-REF-1") }]);
  expect(traced["gateway-v1"]?.find(({ id }) => id === "WS-PING-1")?.checks).toEqual([PING.id]);
  expect(uncovered(traced)).toContain("WS-REF-1");
  expect(uncovered(traced)).not.toContain("WS-PING-1");
});

test("checks are chosen by profile, by a pattern of their id, by a folder, or by a requirement", () => {
  const all = [PING, check("gateway-v1/turns/busy", "WS-TURN-4"), check("rest-v1/me", "REST-ME-1")];
  const ids = (profiles: string[], ...only: string[]) => choose(all, profiles, only).map(({ id }) => id);
  expect(ids(["gateway-v1"])).toEqual([PING.id, "gateway-v1/turns/busy"]);
  expect(ids(["gateway-v1", "rest-v1"], "**/busy")).toEqual(["gateway-v1/turns/busy"]);
  expect(ids(["gateway-v1"], "gateway-v1/connection")).toEqual([PING.id]);
  expect(ids(["gateway-v1", "rest-v1"], "REST-ME-1", "WS-TURN-4")).toEqual(["gateway-v1/turns/busy", "rest-v1/me"]);
});

test("a check that covers what the spec does not have, or what another profile is about, is a mistake", () => {
  expect(mistakesIn([PING, PING], spec)).toEqual([`Two checks are called ${PING.id}.`]);
  expect(mistakesIn([check("gateway-v1/a", "WS-NONE-1")], spec)).toHaveLength(1);
  expect(mistakesIn([check("rest-v1/a", "WS-PING-1")], spec)).toHaveLength(1);
});
