import type { Check } from "../../runner/check.ts";
import { AUTHENTICATION_CHECKS } from "./authentication.ts";
import { COALESCING_CHECKS } from "./coalescing.ts";
import { FRAME_CHECKS } from "./frames.ts";
import { FULL_DISK_CHECKS } from "./full-disk.ts";
import { JOINED_SESSIONS_CHECKS } from "./joined-sessions.ts";
import { LIMIT_CHECKS } from "./limits.ts";
import { LIVENESS_CHECKS } from "./liveness.ts";
import { MESSAGE_CHECKS } from "./messages.ts";
import { PAGING_CHECKS } from "./paging.ts";
import { RATE_CHECKS } from "./rate-limit.ts";
import { REPLAY_CHECKS } from "./replay.ts";
import { SHUTDOWN_CHECKS } from "./shutdown.ts";
import { SLOW_READER_CHECKS } from "./slow-reader.ts";

/** The checks of `/ws` that are programs. */
export const GATEWAY_CHECKS: readonly Check[] = [
  ...AUTHENTICATION_CHECKS,
  ...COALESCING_CHECKS,
  ...FRAME_CHECKS,
  ...FULL_DISK_CHECKS,
  ...JOINED_SESSIONS_CHECKS,
  ...LIMIT_CHECKS,
  ...LIVENESS_CHECKS,
  ...MESSAGE_CHECKS,
  ...PAGING_CHECKS,
  ...RATE_CHECKS,
  ...REPLAY_CHECKS,
  ...SHUTDOWN_CHECKS,
  ...SLOW_READER_CHECKS,
];
