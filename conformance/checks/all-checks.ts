import type { Check } from "../runner/check.ts";
import { NEGATIVE_CHECKS } from "./negative-checks.ts";

/** The checks that are programs: what a trace cannot say. */
export const PROPERTY_CHECKS: readonly Check[] = [...NEGATIVE_CHECKS];
