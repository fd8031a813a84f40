import { isUtf8 } from "node:buffer";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { ConcordanceError } from "../api/concordance-error.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What a number must look like that is too large for a double: a long exponent, or very many digits. */
const SUSPICIOUS_NUMBER = /[eE]\+?0*\d{3}|\d{300}/;

/** JSON to value. @throws ConcordanceError INVALID_JSON */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw invalid("The text is not UTF-8.");
  const text = bytes.toString("utf8");
  if (text.length > LIMITS.jsonNesting * 2 && isDeeper(text, LIMITS.jsonNesting)) {
    throw invalid(`Arrays and objects are nested deeper than ${LIMITS.jsonNesting} levels.`);
  }
  const value = parsed(text);
  // It would be read as infinite, and written as null.
  if (SUSPICIOUS_NUMBER.test(text) && hasInfinite(value)) throw invalid("A number is too large for a double.");
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("The text is not JSON.");
  }
}

/** Whether arrays and objects are nested deeper in a text, which may or may not be JSON. */
function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (inString) {
      if (unit === BACKSLASH) index += 1;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) {
      inString = true;
    } else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > levels) return true;
    } else if (unit === 0x7d || unit === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

/** No deeper than the nesting that is allowed. */
function hasInfinite(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasInfinite);
}

function invalid(message: string): ConcordanceError {
  return new ConcordanceError("INVALID_JSON", message);
}
