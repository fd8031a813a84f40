import { type Fields, fieldsOf } from "./rpc-message.ts";

/** What the bridge adds to the editor's calls. */
export interface Amendments {
  /** The agent of sessions for which the editor names none; null to leave it to the gateway. */
  readonly agentType: string | null;
  /** The bridge's own token; null when it has none. */
  readonly token: () => string | null;
  /** Makes a name for a turn that no other has. */
  readonly nameTurn: () => string;
}

/** Adds to a call's parameters what the editor cannot know of the gateway. What it has said itself stays. Pure, but for its sources. */
export function amend(method: string, params: unknown, { agentType, token, nameTurn }: Amendments): unknown {
  switch (method) {
    case "session/new":
      return agentType === null ? params : withMeta(params, { agentType });
    case "session/prompt":
      // By it the gateway knows the prompt again when it comes a second time.
      return withMeta(params, { clientTurnId: nameTurn() });
    case "authenticate": {
      const own = fieldsOf(params)["methodId"] === TOKEN_METHOD ? token() : null;
      return own === null ? params : withMeta(params, { token: own });
    }
    default:
      return params;
  }
}

/** The gateway's method of authentication that takes a token. */
const TOKEN_METHOD = "token";

/** Adds to `_meta`. Parameters that are no object are the gateway's to refuse. */
function withMeta(params: unknown, additions: Fields): unknown {
  if (typeof params !== "object" || params === null || Array.isArray(params)) return params;
  return { ...params, _meta: { ...additions, ...fieldsOf((params as Fields)["_meta"]) } };
}
