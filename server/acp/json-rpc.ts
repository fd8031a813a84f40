import type { CallId } from "../../generated/runtime/rpc.ts";
import { parseJson } from "../pipeline/decode.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** A message of JSON-RPC 2.0, as it came. */
export type RpcMessage =
  | { readonly kind: "request"; readonly id: CallId; readonly method: string; readonly params: Params }
  | { readonly kind: "notification"; readonly method: string; readonly params: Params }
  | { readonly kind: "response"; readonly id: CallId; readonly outcome: RpcOutcome }
  /** No message; `id` is what could be read of it: null if nothing could. */
  | { readonly kind: "refused"; readonly id: CallId; readonly refusal: GatewayError };

/** Parameters, by name. */
export type Params = Record<string, unknown>;

/** What a request of ours came to. */
export type RpcOutcome = { readonly result: unknown } | { readonly error: RpcFailure };

/** Why a client refused a request of ours, as it says. */
export interface RpcFailure {
  readonly code: number;
  readonly message: string;
}

/** Longest id, in UTF-16 units. */
const ID_LENGTH = 1024;

/** Frame to message. Pure. */
export function readRpcMessage(frame: Buffer): RpcMessage {
  const value = parseJson(frame);
  if (value instanceof GatewayError) return { kind: "refused", id: null, refusal: value };
  if (Array.isArray(value)) return refused(null, "Batches of messages are not taken: send one message at a time.");
  if (!isRecord(value)) return refused(null, "A message is a JSON object.");
  const { jsonrpc, id, method } = value;
  if (id !== undefined && !isCallId(id)) return refused(null, "The id must be a string, an integer or null.");
  if (jsonrpc !== "2.0") return refused(id ?? null, 'The member jsonrpc must be "2.0".');
  if (method === undefined && ("result" in value || "error" in value)) return responseOf(value, id);
  if (typeof method !== "string") return refused(id ?? null, "The method must be a string.");
  const params = value["params"] ?? {};
  if (!isRecord(params)) return refused(id ?? null, "Parameters are given by name.");
  return id === undefined ? { kind: "notification", method, params } : { kind: "request", id, method, params };
}

function responseOf(value: Record<string, unknown>, id: CallId | undefined): RpcMessage {
  if (id === undefined) return refused(null, "An answer has the id of the request that it answers.");
  if ("result" in value === "error" in value) return refused(id, "An answer has either a result or an error.");
  if (!("error" in value)) return { kind: "response", id, outcome: { result: value["result"] } };
  const error = isRecord(value["error"]) ? value["error"] : {};
  const { code, message } = error;
  const failure = { code: typeof code === "number" ? code : 0, message: typeof message === "string" ? message : "" };
  return { kind: "response", id, outcome: { error: failure } };
}

function refused(id: CallId, message: string): RpcMessage {
  return { kind: "refused", id, refusal: new GatewayError("INVALID_REQUEST", message) };
}

function isCallId(id: unknown): id is CallId {
  if (typeof id === "string") return id.length <= ID_LENGTH;
  return id === null || Number.isSafeInteger(id);
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
