import { ConcordanceError } from "./errors.ts";
import { codeOfRpc, ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode } from "./generated/types.ts";

/** What a node sends: an answer to a call, or a notification. */
export type Incoming =
  | { readonly kind: "result"; readonly id: number; readonly result: object }
  | { readonly kind: "error"; readonly id: number; readonly error: ConcordanceError }
  | { readonly kind: "notification"; readonly method: string; readonly params: Readonly<Record<string, unknown>> }
  /** An error that belongs to no call, and the like. */
  | { readonly kind: "nothing" };

const NOTHING: Incoming = { kind: "nothing" };

/** Reads a frame; null when it is none of JSON-RPC. Pure. */
export function readFrame(text: string): Incoming | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(frame)) return null;
  const { id, result, error, method, params } = frame;
  if (typeof id === "number") {
    if (isObject(result)) return { kind: "result", id, result };
    return isObject(error) ? { kind: "error", id, error: errorOf(error) } : null;
  }
  if (typeof method === "string" && isObject(params)) return { kind: "notification", method, params };
  return isObject(error) ? NOTHING : null;
}

/** The error of an answer. What is missing or unknown in it is taken for the least that it can mean. */
export function errorOf({ code, message, data }: Readonly<Record<string, unknown>>): ConcordanceError {
  const { code: name, ...rest } = isObject(data) ? data : {};
  const known = isErrorCode(name) ? name : codeOfRpc(Number(code));
  return new ConcordanceError(known, typeof message === "string" ? message : known, rest);
}

/** The error that a node answered an upgrade with; null when the answer is none of Concordance. */
export function errorOfBody(body: string): ConcordanceError | null {
  try {
    const { error } = JSON.parse(body) as { error?: Record<string, unknown> };
    if (!isObject(error) || !isErrorCode(error["code"])) return null;
    return errorOf({ message: error["message"], data: error });
  } catch {
    return null;
  }
}

function isErrorCode(name: unknown): name is ErrorCode {
  return typeof name === "string" && Object.hasOwn(ERROR_CODES, name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
