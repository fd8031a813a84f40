import type { RequestPermissionRequest, RequestPermissionResponse } from "@agentclientprotocol/sdk";
import type { AcpRequestMeta, QuestionRequested } from "../../../generated/gateway/types.ts";
import type { RequestAnswer } from "../../sessions/session-state.ts";

/**
 * A question with options for a client that shows no forms: every client can choose among options, by the request that
 * it has for permissions. Null when the question has none.
 */
export function choiceRequest({
  sessionId,
  requestId,
  turnId,
  question,
  options = [],
}: QuestionRequested): RequestPermissionRequest | null {
  if (options.length === 0) return null;
  const meta: AcpRequestMeta = { requestId, turnId };
  return {
    sessionId,
    toolCall: { toolCallId: `${turnId}:${requestId}`, title: question },
    options: options.map(({ optionId, name }) => ({ optionId, name, kind: "allow_once" })),
    _meta: { ...meta },
  };
}

/** What a client's choice comes to; null when it is none. */
export function choiceAnswer({ outcome }: RequestPermissionResponse, { options = [] }: QuestionRequested): RequestAnswer | null {
  if (outcome.outcome !== "selected" || !("optionId" in outcome)) return null;
  const chosen = options.find(({ optionId }) => optionId === outcome.optionId);
  return chosen === undefined ? null : { optionId: chosen.optionId, dismissed: false };
}
