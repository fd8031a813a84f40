import { isUtf8 } from "node:buffer";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { MESSAGES, type MessageRow, type MessageType } from "../../generated/gateway/messages.ts";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import { codePoints, explain } from "../../generated/runtime/validation.ts";
import { GatewayError } from "./gateway-error.ts";

/** A message whose form is right. */
export interface DecodedMessage {
  row: MessageRow;
  /** Checked, and with its defaults. */
  message: { readonly type: MessageType; readonly ref?: string; sessionId?: string } & Readonly<Record<string, unknown>>;
}

/** A frame that is no message, and what could be read of it nevertheless, so that the error finds its sender. */
export interface Undecodable {
  refusal: GatewayError;
  ref?: string;
  messageType?: string;
  sessionId?: string;
}

const BYTE_ORDER_MARK = /^\ufeff/;
const SESSION_ID = new RegExp(SCALARS.SessionId.pattern);
/** What is echoed of a `type` that is not known. */
const ECHOED_TYPE_LENGTH = 64;

/**
 * Bytes to message: UTF-8, JSON, nesting, type, fields. Pure.
 *
 * @param isBinary the frame was marked as binary, which no message is
 */
export function decode(frame: Buffer, isBinary: boolean): DecodedMessage | Undecodable {
  if (isBinary) return { refusal: new GatewayError("INVALID_MESSAGE", "Messages are text frames, not binary ones.") };
  const value = parseJson(frame);
  if (value instanceof GatewayError) return { refusal: value, ...salvage(frame) };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { refusal: new GatewayError("INVALID_MESSAGE", "A message is a JSON object.") };
  }
  return check(value as Record<string, unknown>);
}

/** JSON to value, or why it is not JSON. */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return new GatewayError("INVALID_JSON", "The text is not UTF-8.");
  // A byte order mark stays in place: JSON.parse refuses it, as RFC 8259 section 8.1 forbids it.
  const text = bytes.toString("utf8");
  if (hasMoreBrackets(text, LIMITS.jsonDepth) && depthOf(text) > LIMITS.jsonDepth) {
    return new GatewayError("INVALID_JSON", `Arrays and objects are nested deeper than ${LIMITS.jsonDepth} levels.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new GatewayError("INVALID_JSON", "The text is not JSON.");
  }
  // Only an escape can bring half a surrogate pair into a text that came as UTF-8.
  if (text.includes("\\u") && !isWellFormed(value)) {
    return new GatewayError("INVALID_JSON", "A string holds half of a surrogate pair, which UTF-8 cannot express.");
  }
  return value;
}

function check(value: Record<string, unknown>): DecodedMessage | Undecodable {
  const { type } = value;
  const row = typeof type === "string" && Object.hasOwn(MESSAGES, type) ? MESSAGES[type as MessageType] : undefined;
  if (row === undefined) {
    const refusal = new GatewayError("INVALID_MESSAGE", "The type is not one of the client messages.", {
      details: [{ path: "/type", message: type === undefined ? "is required" : "is not the type of a client message" }],
    });
    return { refusal, ...echo(value) };
  }
  if (!row.validate(value)) {
    const refusal = new GatewayError("INVALID_MESSAGE", "The message breaks a rule of its type.", {
      details: explain(row.validate.errors),
    });
    return { refusal, ...echo(value) };
  }
  return { row, message: value as DecodedMessage["message"] };
}

/** What an error repeats of a text that is refused as a whole, if it is nested too deep or holds bytes that are no text. */
function salvage(frame: Buffer): ReturnType<typeof echo> {
  try {
    const value: unknown = JSON.parse(frame.toString("utf8").replace(BYTE_ORDER_MARK, ""));
    return typeof value === "object" && value !== null ? echo(value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What an error repeats of a message that is not valid: only what is valid by itself. */
function echo(value: Record<string, unknown>): Pick<Undecodable, "ref" | "messageType" | "sessionId"> {
  const { ref, type, sessionId } = value;
  return {
    ...(typeof ref === "string" && isLegible(ref) && ref.length > 0 && codePoints(ref) <= SCALARS.Ref.maxLength ? { ref } : {}),
    ...(typeof type === "string" && isLegible(type) && type.length <= ECHOED_TYPE_LENGTH ? { messageType: type } : {}),
    ...(typeof sessionId === "string" && SESSION_ID.test(sessionId) ? { sessionId } : {}),
  };
}

/** Whether a text can be told again as it came: where bytes were no text there are replacement characters now. */
function isLegible(text: string): boolean {
  return text.isWellFormed() && !text.includes("\ufffd");
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether a text has more than so many opening brackets, in strings or not: only then can it be nested that deep. */
function hasMoreBrackets(text: string, most: number): boolean {
  let found = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (++found > most) return true;
    }
  }
  return false;
}

/** How deep arrays and objects are nested in a text that may or may not be JSON. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (inString) {
      if (unit === BACKSLASH) index++;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) {
      inString = true;
    } else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (unit === 0x7d || unit === 0x5d) {
      depth--;
    }
  }
  return deepest;
}

/** Whether every string within a value is well-formed Unicode. The value is not nested deeper than the limit. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, item]) => name.isWellFormed() && isWellFormed(item));
}
