import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Json } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import { typeNamed } from "./shapes.ts";

/** The `_meta` of what a client sends on `/acp`, by method. */
const SENT_META: Readonly<Record<string, string>> = {
  authenticate: "AcpAuthenticateMeta",
  "session/new": "AcpNewSessionMeta",
  "session/resume": "AcpResumeMeta",
  "session/prompt": "AcpPromptMeta",
};
/** That of results. */
const RESULT_META: Readonly<Record<string, string>> = {
  "session/new": "AcpSessionMeta",
  "session/load": "AcpSessionMeta",
  "session/resume": "AcpSessionMeta",
  "session/prompt": "AcpPromptResultMeta",
};

/** The schema of a frame of `/ws`, or of an event of a stream. */
export function eventSchema({ events }: ProtocolModel, frame: Json): JsonSchema | undefined {
  const event = isObject(frame) ? events.find(({ type }) => type === frame["type"]) : undefined;
  return event === undefined ? undefined : typeNamed(event.model);
}

/** The schema of a message of `/ws`. */
export function messageSchema({ messages }: ProtocolModel, frame: Json): JsonSchema | undefined {
  const message = isObject(frame) ? messages.find(({ type }) => type === frame["type"]) : undefined;
  return message === undefined ? undefined : typeNamed(message.model);
}

/** The schema of a call or notification of JSON-RPC that a client sends. */
export function callSchema({ methods }: ProtocolModel, method: string): JsonSchema {
  const own = methods.find(({ name }) => name === method);
  if (own !== undefined) return { properties: { params: typeNamed(own.params) } };
  return { properties: { params: withMeta(SENT_META[method]) } };
}

/** The schema of a notification or call of the server. */
export function notificationSchema({ notifications }: ProtocolModel, method: string, isCall: boolean): JsonSchema {
  const own = notifications.find(({ name }) => name === method);
  if (own !== undefined) return { properties: { params: typeNamed(own.params) } };
  if (isCall) return { properties: { params: withMeta("AcpRequestMeta") } };
  return { properties: { params: { properties: { update: withMeta("AcpUpdateMeta") } } } };
}

/** The schema of the answer to a method. */
export function answerSchema({ name: protocol, methods }: ProtocolModel, method: string): JsonSchema {
  const own = methods.find(({ name }) => name === method);
  const error =
    protocol === "concordance"
      ? typeNamed("StreamError")
      : { properties: { message: typeNamed("ErrorMessage"), data: typeNamed("AcpErrorData") } };
  const result = own === undefined ? withMeta(RESULT_META[method]) : typeNamed(own.result);
  return { properties: { result, error } };
}

/** `agentInfo` is that of `initialize`. */
function withMeta(type: string | undefined): JsonSchema {
  return { properties: { agentInfo: typeNamed("ServerInfo"), ...(type === undefined ? {} : { _meta: typeNamed(type) }) } };
}
