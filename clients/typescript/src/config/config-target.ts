import type { ConfigUnsubscribeParams } from "../generated/types.ts";

/** A scope of the configuration, with the id that it takes. */
export type ConfigTarget = ConfigUnsubscribeParams;

/** The target among other parameters. */
export function targetOf({ scope, sessionId, projectId, deviceId }: ConfigTarget): ConfigTarget {
  return {
    scope,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(deviceId === undefined ? {} : { deviceId }),
  };
}

/** The same text for the same scope. Identities in the form of UUIDs are the same in letters of either case. */
export function keyOf({ scope, sessionId = "", projectId = "", deviceId = "" }: ConfigTarget): string {
  return JSON.stringify([scope, sessionId.toLowerCase(), projectId.toLowerCase(), deviceId]);
}
