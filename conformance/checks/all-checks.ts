import type { Check } from "../runner/check.ts";
import { ACP_CHECKS } from "./acp/all-acp-checks.ts";
import { CONCORDANCE_CHECKS } from "./concordance/all.ts";
import { GATEWAY_CHECKS } from "./gateway/all-gateway-checks.ts";
import { NEGATIVE_CHECKS } from "./negative-checks.ts";
import { REST_CHECKS } from "./rest/all.ts";

/** The checks that are programs: what a trace cannot say. */
export const PROPERTY_CHECKS: readonly Check[] = [
  ...GATEWAY_CHECKS,
  ...NEGATIVE_CHECKS,
  ...CONCORDANCE_CHECKS,
  ...ACP_CHECKS,
  ...REST_CHECKS,
];
