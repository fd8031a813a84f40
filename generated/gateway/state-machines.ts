// Generated from spec/gateway/session.tsp by `npm run generate`. Do not edit.

import type { SessionStatus } from "./types.ts";

/** The moves that are allowed, and no others. */
export const SESSION_STATUS_MOVES: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  /** No agent runs. A session begins here, and comes back here after a restart of the gateway. */
  inactive: ["activating"],
  /** The agent is being started. */
  activating: ["ready", "error", "inactive"],
  /** The agent is started and idle. */
  ready: ["running", "deactivating", "inactive", "error"],
  /** A turn runs. */
  running: ["ready", "waiting", "error", "deactivating"],
  /** The turn waits for a person's answer. */
  waiting: ["running", "ready", "error", "deactivating"],
  /** The agent is being shut down. */
  deactivating: ["inactive", "error"],
  /** The agent could not be started, or failed. A turn starts it anew. */
  error: ["inactive", "activating", "deactivating"],
};

/** The states that do not survive a restart. */
export const LIVE_SESSION_STATUS: ReadonlySet<SessionStatus> = new Set(["activating", "ready", "running", "waiting", "deactivating"]);
