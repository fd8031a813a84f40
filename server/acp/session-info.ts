import type { SessionInfo, SessionUpdate } from "@agentclientprotocol/sdk";
import type { Session, SessionUpdated } from "../../generated/gateway/types.ts";
import { eventTypeOf } from "../wire/event-json.ts";

/** The folder of a session that was opened for none: an editor must be told one. */
const NO_FOLDER = "/";

/** A session as `session/list` shows it. */
export function toSessionInfo({ id, cwd, name, updatedAt, agentType, status }: Session): SessionInfo {
  return { sessionId: id, cwd: cwd ?? NO_FOLDER, title: name, updatedAt, _meta: { agentType, status } };
}

/** What a message to a tenant says of a session that was renamed; null when it says something else. */
export function toSessionInfoUpdate(json: string): { sessionId: string; update: SessionUpdate } | null {
  if (eventTypeOf(json) !== "session_updated") return null;
  const { session } = JSON.parse(json) as SessionUpdated;
  return { sessionId: session.id, update: { sessionUpdate: "session_info_update", title: session.name, updatedAt: session.updatedAt } };
}
