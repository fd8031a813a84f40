import type { Fork, Session } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";

/** Makes a new session out of the log of another one. */
export interface SessionForker {
  fork(call: Call, fork: Fork): Promise<Session>;
}
