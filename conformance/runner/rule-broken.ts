import type { Violation } from "../monitors/monitor.ts";

/** The server broke a rule. */
export class RuleBroken extends Error {
  override readonly name = "RuleBroken";
  readonly violation: Violation;
  /** Where in the check it came up: `path:line` of a trace. */
  readonly place: string | undefined;

  constructor(violation: Violation, place?: string) {
    super(violation.what);
    this.violation = violation;
    this.place = place;
  }
}
