import type { SessionModes, SessionOption } from "../../generated/gateway/types.ts";

/** What an agent can be set to, and what it is set to. */
export interface AgentSettings {
  /** Null when the agent knows no modes. */
  readonly modes: SessionModes | null;
  readonly options: readonly SessionOption[];
}
