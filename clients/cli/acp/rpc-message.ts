/** What a call is recognised by: its id as JSON text, with every digit that it came with. */
export type IdText = string;

export type Fields = Record<string, unknown>;

/** What a call came to. */
export type Outcome = { readonly result: unknown } | { readonly error: RpcError };

/** Why a call failed. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A message of JSON-RPC 2.0, as it came. */
export type RpcMessage =
  | { readonly kind: "call"; readonly id: IdText; readonly method: string; readonly params: unknown }
  | { readonly kind: "notification"; readonly method: string; readonly params: unknown }
  | { readonly kind: "answer"; readonly id: IdText; readonly outcome: Outcome }
  /** No message; `id` is what could be read of it, `null` if nothing could. */
  | { readonly kind: "refused"; readonly id: IdText; readonly code: "INVALID_JSON" | "INVALID_REQUEST"; readonly message: string };

/** Tells what a text is. Pure. */
export function readMessage(text: string): RpcMessage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "refused", id: "null", code: "INVALID_JSON", message: "This is not JSON." };
  }
  if (Array.isArray(value)) return refused("null", "Batches of messages are not taken: send one message at a time.");
  if (!isFields(value)) return refused("null", "A message is a JSON object.");
  const id = value["id"] === undefined ? undefined : idText(value["id"], text, (message) => message["id"]);
  if (id === null) return refused("null", "The id must be a string, an integer or null.");
  if (value["jsonrpc"] !== "2.0") return refused(id, 'The member jsonrpc must be "2.0".');
  const { method, params } = value;
  if (typeof method === "string") return id === undefined ? { kind: "notification", method, params } : { kind: "call", id, method, params };
  if (method !== undefined || id === undefined || "result" in value === "error" in value) {
    return refused(id, "A message has a method, or it is an answer with either a result or an error.");
  }
  if ("error" in value) return { kind: "answer", id, outcome: { error: value["error"] as RpcError } };
  return { kind: "answer", id, outcome: { result: value["result"] } };
}

/** The id that a `$/cancel_request` names; null when it names none. Pure. @param text the message as it came */
export function cancelledId(params: unknown, text: string): IdText | null {
  return idText(fieldsOf(params)["requestId"], text, (message) => fieldsOf(message["params"])["requestId"]);
}

/** A call, as JSON text. */
export function callText(id: IdText, method: string, params: unknown): string {
  return `{"jsonrpc":"2.0","id":${id},"method":${JSON.stringify(method)}${paramsText(params)}}`;
}

/** A notification, as JSON text. */
export function notificationText(method: string, params: unknown): string {
  return `{"jsonrpc":"2.0","method":${JSON.stringify(method)}${paramsText(params)}}`;
}

/** An answer, as JSON text. */
export function answerText(id: IdText, outcome: Outcome): string {
  if ("error" in outcome) return `{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(outcome.error)}}`;
  return `{"jsonrpc":"2.0","id":${id},"result":${JSON.stringify(outcome.result)}}`;
}

/** The fields of a value that should be an object; none when it is something else. */
export function fieldsOf(value: unknown): Readonly<Fields> {
  return isFields(value) ? value : {};
}

/** A field of text; undefined when it is something else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A field that counts something; undefined when it is something else. */
export function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

function paramsText(params: unknown): string {
  return params === undefined ? "" : `,"params":${JSON.stringify(params)}`;
}

function refused(id: IdText | undefined, message: string): RpcMessage {
  return { kind: "refused", id: id ?? "null", code: "INVALID_REQUEST", message };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An id as JSON text; null when it is none. @param find where it stands in the message */
function idText(id: unknown, text: string, find: (message: Fields) => unknown): IdText | null {
  if (typeof id === "string" || id === null) return JSON.stringify(id);
  if (!Number.isInteger(id)) return null;
  return Number.isSafeInteger(id) ? String(id) : digitsOf(text, find);
}

/** A number that JavaScript cannot hold, as it is written. */
function digitsOf(text: string, find: (message: Fields) => unknown): string {
  const withNumbersAsWritten = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? new Written(context?.source ?? String(value)) : value;
  const found = find(JSON.parse(text, withNumbersAsWritten as (key: string, value: unknown) => unknown) as Fields);
  return found instanceof Written ? found.text : "null";
}

class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
