import type { Check } from "../../runner/check.ts";
import { ACCESS_CHECKS } from "./access.ts";
import { PAGE_CHECKS } from "./pages.ts";
import { REPEAT_CHECKS } from "./repeats.ts";

/** What traces cannot say of the HTTP interface. */
export const REST_CHECKS: readonly Check[] = [...ACCESS_CHECKS, ...REPEAT_CHECKS, ...PAGE_CHECKS];
