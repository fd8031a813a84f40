import type { Check } from "../runner/check.ts";
import { loadTraces } from "../runner/load-traces.ts";
import { checkOf } from "../runner/run-trace.ts";
import { PROPERTY_CHECKS } from "./all-checks.ts";

/** Every check of the suite, traces and programs, in the order of their ids. @throws TraceError */
export async function loadChecks(): Promise<Check[]> {
  return [...(await loadTraces()).map(checkOf), ...PROPERTY_CHECKS].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
