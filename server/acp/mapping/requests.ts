import type {
  CreateElicitationRequest,
  CreateElicitationResponse,
  ElicitationSchema,
  RequestPermissionRequest,
  RequestPermissionResponse,
} from "@agentclientprotocol/sdk";
import type { AcpRequestMeta, PermissionRequested, QuestionRequested } from "../../../generated/gateway/types.ts";
import type { RequestAnswer } from "../../sessions/session-state.ts";
import { isRecord } from "../json-rpc.ts";
import { formOfFields, formOfOptions, formOfText, OPTION_FIELD } from "./elicitation-form.ts";
import { askedToolCallId, type KnownToolCall, locationsBelow } from "./tool-call-updates.ts";

/**
 * What a client is asked for a permission with, after the updates of the event.
 *
 * @param toolCall what is known of the tool call that it is for
 * @param cwd absolute path of the client's folder
 */
export function permissionRequest(event: PermissionRequested, toolCall: KnownToolCall | undefined, cwd: string): RequestPermissionRequest {
  return {
    sessionId: event.sessionId,
    toolCall: {
      toolCallId: askedToolCallId(event),
      title: event.title,
      ...(toolCall === undefined ? {} : { name: toolCall.toolName }),
      ...(toolCall?.kind === undefined ? {} : { kind: toolCall.kind }),
      ...(toolCall?.locations === undefined ? {} : { locations: locationsBelow(cwd, toolCall.locations) }),
    },
    options: event.options.map(({ optionId, name, kind }) => ({ optionId, name, kind })),
    _meta: metaOf(event),
  };
}

/** What a client's answer comes to; null when it is none, and the request stays open for others. */
export function permissionAnswer({ outcome }: RequestPermissionResponse, event: PermissionRequested): RequestAnswer | null {
  if (outcome.outcome !== "selected" || !("optionId" in outcome)) return null;
  const chosen = event.options.find(({ optionId }) => optionId === outcome.optionId);
  return chosen === undefined ? null : { optionId: chosen.optionId, dismissed: false };
}

/**
 * What a client is asked a question with: a form of its fields, else of its options, else of one text.
 *
 * @returns null when the protocol has no form for it: other clients may answer
 */
export function elicitation(event: QuestionRequested): CreateElicitationRequest | null {
  const form = formOf(event);
  if (form === null) return null;
  return { mode: "form", sessionId: event.sessionId, message: event.question, requestedSchema: form.schema, _meta: metaOf(event) };
}

/** What a client's answer comes to. Whoever declines, cancels, or chooses what is no option dismisses the question. */
export function elicitationAnswer(response: CreateElicitationResponse, event: QuestionRequested): RequestAnswer {
  if (response.action !== "accept") return { dismissed: true };
  const content = "content" in response && isRecord(response.content) ? response.content : {};
  if (formOf(event)?.asksFor !== "option") return { answers: content, dismissed: false };
  const chosen = event.options?.find(({ optionId }) => optionId === content[OPTION_FIELD]);
  return chosen === undefined ? { dismissed: true } : { optionId: chosen.optionId, dismissed: false };
}

/** The form of a question, and what it asks for. */
interface QuestionForm {
  readonly asksFor: "fields" | "option" | "text";
  readonly schema: ElicitationSchema;
}

function formOf({ fields, options = [] }: QuestionRequested): QuestionForm | null {
  const hasFields = fields?.["properties"] !== undefined;
  const ofFields = hasFields ? formOfFields(fields) : null;
  if (ofFields !== null) return { asksFor: "fields", schema: ofFields };
  if (options.length > 0) return { asksFor: "option", schema: formOfOptions(options) };
  return hasFields ? null : { asksFor: "text", schema: formOfText() };
}

function metaOf({ requestId, turnId }: PermissionRequested | QuestionRequested): Record<string, unknown> {
  const meta: AcpRequestMeta = { requestId, turnId };
  return { ...meta };
}
