import type { Check } from "../../runner/check.ts";
import { ACCESS_CHECKS } from "./access.ts";
import { CHANGE_LOG_CHECKS } from "./change-log.ts";
import { CLUSTER_CHECKS } from "./cluster.ts";
import { ENTRY_CHECKS } from "./entries.ts";
import { LIMIT_CHECKS } from "./limits.ts";
import { REFUSAL_CHECKS } from "./refusals.ts";
import { SNAPSHOT_CHECKS } from "./snapshots.ts";
import { WATCH_CHECKS } from "./watches.ts";

/** The properties of a Concordance. */
export const CONCORDANCE_CHECKS: readonly Check[] = [
  ...ENTRY_CHECKS,
  ...LIMIT_CHECKS,
  ...ACCESS_CHECKS,
  ...WATCH_CHECKS,
  ...CHANGE_LOG_CHECKS,
  ...SNAPSHOT_CHECKS,
  ...CLUSTER_CHECKS,
  ...REFUSAL_CHECKS,
];
