import { matchesGlob } from "node:path";
import { type Check, profileOf } from "./check.ts";
import type { Spec } from "./spec.ts";

/** The checks of some profiles whose ids fit one of the patterns; without patterns all of them. */
export function choose(checks: readonly Check[], profiles: readonly string[], patterns: readonly string[]): Check[] {
  return checks.filter(
    (check) => profiles.includes(profileOf(check)) && (patterns.length === 0 || patterns.some((pattern) => fits(check, pattern))),
  );
}

/** Ids of requirements choose the checks that cover them. */
function fits({ id, covers }: Check, pattern: string): boolean {
  return matchesGlob(id, pattern) || id.startsWith(`${pattern}/`) || covers.includes(pattern);
}

/** What is wrong with a set of checks: ids that the spec does not have, or that stand for two checks. */
export function mistakesIn(checks: readonly Check[], { requirements }: Spec): string[] {
  const seen = new Set<string>();
  return checks.flatMap((check) => {
    const mistakes = check.covers
      .filter((rule) => requirements.get(rule)?.profile !== profileOf(check))
      .map((rule) => `${check.id} covers ${rule}, which is no requirement of ${profileOf(check)}.`);
    if (seen.has(check.id)) mistakes.push(`Two checks are called ${check.id}.`);
    seen.add(check.id);
    return mistakes;
  });
}
