import { profileOf } from "./check.ts";
import type { Verdict } from "./expected-failures.ts";
import type { Spec } from "./spec.ts";

/** The run as JSON, for programs. */
export function jsonReport(spec: Spec, verdicts: readonly Verdict[]): string {
  const checks = verdicts.map(({ check, status, isFailure, ms, rule, what, place, expected, received, note }) => ({
    check: check.id,
    covers: check.covers,
    status,
    isFailure,
    ms: Math.round(ms),
    rule,
    sentence: rule === undefined ? undefined : spec.requirements.get(rule)?.sentence,
    source: rule === undefined ? undefined : spec.requirements.get(rule)?.source,
    what,
    place,
    expected,
    received,
    note,
  }));
  const failed = verdicts.filter(({ isFailure }) => isFailure).length;
  return `${JSON.stringify({ passed: verdicts.length - failed, failed, checks }, null, 2)}\n`;
}

/** The run as JUnit's XML, which CI systems read. */
export function junitReport(spec: Spec, verdicts: readonly Verdict[]): string {
  const suites = spec.profiles
    .map((profile) => ({ profile, own: verdicts.filter(({ check }) => profileOf(check) === profile) }))
    .filter(({ own }) => own.length > 0)
    .map(({ profile, own }) => {
      const failures = own.filter(({ isFailure }) => isFailure).length;
      const time = own.reduce((sum, { ms }) => sum + ms, 0) / 1000;
      const head = `  <testsuite name="${escaped(profile)}" tests="${own.length}" failures="${failures}" time="${time.toFixed(3)}">`;
      return [head, ...own.map((verdict) => testCase(spec, verdict)), "  </testsuite>"].join("\n");
    });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function testCase(spec: Spec, { check, ms, isFailure, rule, what, place, expected, received, note }: Verdict): string {
  const head = `    <testcase classname="${escaped(check.id.split("/").slice(0, -1).join("."))}" name="${escaped(check.id)}" time="${(ms / 1000).toFixed(3)}"`;
  if (!isFailure) return `${head}/>`;
  const requirement = rule === undefined ? undefined : spec.requirements.get(rule);
  const text = [
    ...(rule === undefined ? [] : [`${rule}: ${requirement?.sentence ?? ""}`, `spec: ${requirement?.source ?? ""}`]),
    ...(place === undefined ? [] : [`step: conformance/traces/${place}`]),
    ...(note === undefined ? [] : [note]),
    `expected: ${JSON.stringify(expected)}`,
    `received: ${JSON.stringify(received)}`,
  ].join("\n");
  return [`${head}>`, `      <failure message="${escaped(what ?? note ?? "")}">${escaped(text)}</failure>`, "    </testcase>"].join("\n");
}

/** Text that may stand in XML, also when a server sent control characters. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
