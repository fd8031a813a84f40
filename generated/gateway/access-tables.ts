// Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

import type { Permission } from "./types.ts";

/** The methods of the Agent Client Protocol that the gateway answers, and what a caller needs for each. */
export const ACP_METHOD_NEEDS = {
  initialize: [],
  authenticate: [],
  logout: [],
  /** Creates a session; its agent is started. */
  "session/new": ["session:create"],
  /** Opens a session and replays its log. */
  "session/load": ["session:read"],
  /** Opens a session without a replay, or with what came after a cursor. */
  "session/resume": ["session:read"],
  "session/list": ["session:read"],
  /** Deletes a session. One that is not there is no error. */
  "session/delete": ["session:delete"],
  /** Leaves a session. The turn that the connection runs in it is stopped; an agent that nobody watches is let go. */
  "session/close": ["session:read"],
  "session/set_mode": ["session:write"],
  "session/set_config_option": ["session:write"],
  /** Runs a turn. The answer comes when it has ended, after all of its updates. */
  "session/prompt": ["session:write"],
  /** Stops the turn that runs; answered by nothing. */
  "session/cancel": ["session:write"],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

/**
 * Whose configuration: each scope is a namespace of the configuration store within the caller's own tenant. It is resolved
 * from the caller's identity alone: no parameter can name another user or another tenant, and `userId` and `tenantId` are
 * refused as `INVALID_MESSAGE`. To read needs the first permission, to write the second one beside it.
 */
export const CONFIG_SCOPE_NEEDS = {
  /** The caller's preferences. */
  user: ["config:read", "config:write"],
  /** The tenant's settings. */
  tenant: ["config:read", "config:manage"],
  /** A session's configuration; `sessionId` names it. It goes with the session. */
  session: ["session:read", "config:write"],
  /** A project's configuration; `projectId` names it. It goes with the project. */
  project: ["project:read", "config:write"],
  /** What the caller keeps for one of their devices; `deviceId` names it. */
  device: ["config:read", "config:write"],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
