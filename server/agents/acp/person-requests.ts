import {
  type CreateElicitationRequest,
  type CreateElicitationResponse,
  RequestError,
  type RequestPermissionRequest,
  type RequestPermissionResponse,
} from "@agentclientprotocol/sdk";
import { SCALARS } from "../../../generated/gateway/scalars.ts";
import type { PermissionOption } from "../../../generated/gateway/types.ts";
import { jsonBytes } from "../../../generated/runtime/validation.ts";
import { cut } from "../../security/error-message.ts";
import type { RequestAnswer } from "../../sessions/session-state.ts";
import type { AcpTurn } from "./acp-turn.ts";
import { isObject } from "./json-fields.ts";

/** Longest text that a person is shown, in code points. */
const QUESTION_LENGTH = 10_000;
const NAME_LENGTH = 200;
/** Longest `optionId` of the protocol. */
const OPTION_ID_LENGTH = SCALARS.OptionId.maxLength;
const MAX_OPTIONS = 50;
/** Largest form that a person is shown, as JSON. */
const FORM_BYTES = 64 * 1024;

const CANCELLED: RequestPermissionResponse = { outcome: { outcome: "cancelled" } };

/**
 * Answers `session/request_permission`. A person who dismisses the request rejects it.
 *
 * @param withdrawn aborted when the agent does not wait for the answer any more
 */
export async function requestPermission(
  turn: AcpTurn | null,
  { toolCall, options }: RequestPermissionRequest,
  withdrawn: AbortSignal,
): Promise<RequestPermissionResponse> {
  if (turn === null) return CANCELLED;
  const asked = turn.mapper.toolCall({ ...toolCall });
  const offered = options.slice(0, MAX_OPTIONS).map(offer);
  if (offered.length === 0) return CANCELLED;
  const answer = await turn.whileOpen(withdrawn, (signal) =>
    turn.output.requestPermission(
      {
        title: asked?.title ?? "The agent asks for permission.",
        options: offered,
        ...(asked === undefined ? {} : { toolCallId: asked.toolCallId }),
      },
      signal,
    ),
  );
  const chosen = answer === null ? -1 : choiceOf(offered, answer);
  const option = options[chosen];
  return option === undefined ? CANCELLED : { outcome: { outcome: "selected", optionId: option.optionId } };
}

/**
 * Answers `elicitation/create`, forms only.
 *
 * @param withdrawn aborted when the agent does not wait for the answer any more
 */
export async function elicit(
  turn: AcpTurn | null,
  request: CreateElicitationRequest,
  withdrawn: AbortSignal,
): Promise<CreateElicitationResponse> {
  if (!("requestedSchema" in request) || !isObject(request.requestedSchema)) {
    throw RequestError.invalidParams(undefined, "only forms can be shown");
  }
  if (turn === null) return { action: "cancel" };
  const fields: Record<string, unknown> = { ...request.requestedSchema };
  if (jsonBytes(fields) > FORM_BYTES) throw RequestError.invalidParams(undefined, `a form has at most ${FORM_BYTES} bytes`);
  const question = cut(request.message, QUESTION_LENGTH);
  const answer = await turn.whileOpen(withdrawn, (signal) => turn.output.ask({ question, fields }, signal));
  if (answer === null) return { action: "cancel" };
  return answer.dismissed ? { action: "decline" } : { action: "accept", content: contentOf(answer.answers ?? {}) };
}

/** An option as people see it. An id that the protocol does not take is replaced; the place tells which it was. */
function offer({ optionId, name, kind }: PermissionOption, index: number): PermissionOption {
  const fits = optionId !== "" && optionId.length <= OPTION_ID_LENGTH;
  return { optionId: fits ? optionId : `option-${index + 1}`, name: cut(name, NAME_LENGTH), kind };
}

/** The place of the option that an answer comes to; -1 when there is none. Dismissing is not rejecting for ever. */
function choiceOf(offered: readonly PermissionOption[], { dismissed, optionId }: RequestAnswer): number {
  return offered.findIndex((option) => (dismissed ? option.kind === "reject_once" : option.optionId === optionId));
}

type ElicitationValue = string | number | boolean | string[];

/** Only values that the protocol has a form for. */
function contentOf(answers: Readonly<Record<string, unknown>>): Record<string, ElicitationValue> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, ElicitationValue] => isElicitationValue(entry[1])));
}

function isElicitationValue(value: unknown): value is ElicitationValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
