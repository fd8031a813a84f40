import type { Verdict } from "./expected-failures.ts";
import type { Spec } from "./spec.ts";

const MARKS = { passed: "✓", failed: "✗", missing: "!", broken: "!" } as const;
/** Longest value that is shown. */
const SHOWN = 1500;

/** One line for a check, and what went wrong below it. */
export function lineOf(spec: Spec, verdict: Verdict): string {
  const { check, status, isFailure, ms, note } = verdict;
  const mark = isFailure && status === "passed" ? "✗" : isFailure ? MARKS[status] : status === "passed" ? "✓" : "~";
  const head = `${mark} ${check.id} (${Math.round(ms)} ms)`;
  if (status === "passed") return note === undefined ? head : `${head}\n    ${note}`;
  return [head, ...details(spec, verdict).map(([name, text]) => `    ${name.padEnd(10)}${text}`)].join("\n");
}

/** What people need to know at the end. */
export function summaryOf(spec: Spec, verdicts: readonly Verdict[]): string {
  const failures = verdicts.filter(({ isFailure }) => isFailure);
  const rules = new Set(failures.flatMap(({ rule }) => (rule === undefined ? [] : [rule])));
  const covered = (hasPassed: boolean) =>
    new Set(verdicts.filter(({ status }) => (status === "passed") === hasPassed).flatMap(({ check }) => check.covers));
  // What one check could not find out is not known to hold because another one passed.
  const [held, unknown] = [covered(true), covered(false)];
  const counts = spec.profiles
    .map((profile) => ({ profile, all: spec.ofProfile(profile) }))
    .map(
      ({ profile, all }) =>
        `${profile}: ${all.filter(({ id }) => held.has(id) && !unknown.has(id) && !rules.has(id)).length} of ${all.length} requirements held`,
    );
  return ["", ...counts, "", `${verdicts.length - failures.length} passed, ${failures.length} failed`].join("\n");
}

function details(spec: Spec, { status, rule, what, place, expected, received, note }: Verdict): [string, string][] {
  const requirement = rule === undefined ? undefined : spec.requirements.get(rule);
  const names = { failed: "departs", missing: "lacks", broken: "error", passed: "" };
  return [
    ...(note === undefined ? [] : [["note", note] as [string, string]]),
    ...(rule === undefined ? [] : [["rule", `${rule}: ${requirement?.sentence ?? "(no requirement of the spec)"}`] as [string, string]]),
    ...(requirement === undefined ? [] : [["spec", requirement.source] as [string, string]]),
    ...(place === undefined ? [] : [["step", `conformance/traces/${place}`] as [string, string]]),
    [names[status], what ?? ""],
    ...(expected === undefined ? [] : [["expected", shown(expected)] as [string, string]]),
    ...(received === undefined ? [] : [["received", shown(received)] as [string, string]]),
  ];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}
