import type { Outcome } from "./check.ts";
import type { Spec } from "./spec.ts";

/** What is known of one requirement from a run. */
export interface Traced {
  id: string;
  level: string;
  sentence: string;
  source: string;
  /** The checks that covered it and passed. */
  checks: string[];
}

/** Which requirements a run has covered, by profile. It has no times in it, so that two runs of the same suite are the same. */
export function traceability(spec: Spec, outcomes: readonly Outcome[]): Record<string, Traced[]> {
  const passed = outcomes.filter(({ status }) => status === "passed").map(({ check }) => check);
  return Object.fromEntries(
    spec.profiles.map((profile) => [
      profile,
      spec.ofProfile(profile).map(({ id, level, sentence, source }) => ({
        id,
        level,
        sentence,
        source,
        checks: passed.filter(({ covers }) => covers.includes(id)).map((check) => check.id),
      })),
    ]),
  );
}

/** The MUSTs that nothing covers. */
export function uncovered(traced: Readonly<Record<string, readonly Traced[]>>): string[] {
  return Object.values(traced)
    .flat()
    .filter(({ level, checks }) => level === "MUST" && checks.length === 0)
    .map(({ id }) => id);
}
