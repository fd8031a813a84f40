import type { Check } from "../runner/check.ts";

/** The checks that are programs: what a trace cannot say. */
export const PROPERTY_CHECKS: readonly Check[] = [];
