import { SCALARS } from "../../generated/concordance/scalars.ts";
import type { CallId } from "../../generated/runtime/rpc.ts";
import { codePoints } from "../../generated/runtime/validation.ts";
import { parseJson } from "../wire/json.ts";
import { ConcordanceError } from "./concordance-error.ts";

/** A call of JSON-RPC 2.0. */
export interface Call {
  /** Without one nobody waits for an answer. */
  readonly id: CallId | undefined;
  readonly method: string;
  readonly params: object;
}

/** A frame that is no call, with the id of it that could be read: null if none could. */
export interface Unreadable {
  readonly id: CallId;
  readonly refusal: ConcordanceError;
}

/** Frame to call. Pure. */
export function readCall(frame: Buffer): Call | Unreadable {
  let value: unknown;
  try {
    value = parseJson(frame);
  } catch (error) {
    return { id: null, refusal: error as ConcordanceError };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return noCall(null, "A call is one JSON object. Batches of calls are not taken: send a frame for each.");
  }
  const { jsonrpc, id, method, params = {} } = value as Record<string, unknown>;
  if (id !== undefined && !isCallId(id)) return noCall(null, "The id must be a short string, an integer or null.");
  const known = id ?? null;
  if (jsonrpc !== "2.0") return noCall(known, 'The member jsonrpc must be "2.0".');
  if (typeof method !== "string") return noCall(known, "The method must be a string.");
  if (typeof params !== "object" || params === null || Array.isArray(params)) return noCall(known, "Parameters are given by name.");
  return { id, method, params };
}

function noCall(id: CallId, message: string): Unreadable {
  return { id, refusal: new ConcordanceError("INVALID_CALL", message) };
}

function isCallId(id: unknown): id is CallId {
  if (typeof id !== "string") return id === null || Number.isSafeInteger(id);
  return id.isWellFormed() && codePoints(id) <= SCALARS.StreamCallName.maxLength;
}
