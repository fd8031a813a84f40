import { isObject } from "../trace/match.ts";
import type { Outcome } from "./check.ts";

/** A check that is known to fail, and why that is borne for now. */
export interface ExpectedFailure {
  check: string;
  rule: string;
  reason: string;
}

/** Whether something is a list of expected failures. */
export function isExpected(value: unknown): value is ExpectedFailure[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isObject(one) && [one["check"], one["rule"], one["reason"]].every((text) => typeof text === "string"))
  );
}

/** An outcome, weighed against what was expected. */
export interface Verdict extends Outcome {
  /** Whether the run fails because of it. */
  isFailure: boolean;
  /** Why a failure is borne, or why a success is none. */
  note?: string;
}

/** Weighs outcomes: a failure that is expected is borne, and one that was expected and did not come fails the run. */
export function weigh(outcomes: readonly Outcome[], expected: readonly ExpectedFailure[]): Verdict[] {
  return outcomes.map((outcome) => {
    const known = expected.find(({ check }) => check === outcome.check.id);
    if (known === undefined) return { ...outcome, isFailure: outcome.status !== "passed" };
    if (outcome.status === "passed") {
      return { ...outcome, isFailure: true, note: `It was expected to fail (${known.reason}). Take it off the list of expected failures.` };
    }
    const isAsExpected = outcome.status === "failed" && outcome.rule === known.rule;
    return { ...outcome, isFailure: !isAsExpected, note: isAsExpected ? `Expected: ${known.reason}` : `Expected to break ${known.rule}.` };
  });
}
