import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";

/** Longest text within an event that was too large as a whole, in UTF-16 units. */
const TEXT_UNITS = 32 * 1024;
/** Longest list within an event that was too large as a whole. */
const LIST_LENGTH = 200;
/** Room for the fields that the log adds. */
const HEAD_BYTES = 256;

/** The fields whose content is an agent's own, and can be left out when cutting it does not help. */
const FREE_FIELDS = ["input", "output", "content", "text", "delta", "data", "message", "entries", "locations"] as const;

/**
 * Makes an event fit `eventBytes`: long texts within it are cut, with a note of what is missing. What a cut does not
 * make small enough is left out.
 */
export function limitEvent(event: DurableEventBody): DurableEventBody {
  if (sizeOf(event) <= LIMITS.eventBytes) return event;
  const cut = cutValue(event, 0) as DurableEventBody;
  if (sizeOf(cut) <= LIMITS.eventBytes) return cut;
  const rest: Record<string, unknown> = { ...cut };
  for (const field of FREE_FIELDS) {
    if (field in rest) rest[field] = leftOut(rest[field]);
  }
  return rest as unknown as DurableEventBody;
}

function sizeOf(value: unknown): number {
  let json: string;
  try {
    json = JSON.stringify(value);
  } catch {
    // Nested too deep to be written.
    return Number.POSITIVE_INFINITY;
  }
  return (json.length * 3 + HEAD_BYTES <= LIMITS.eventBytes ? json.length : Buffer.byteLength(json)) + HEAD_BYTES;
}

function cutValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cutText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > LIMITS.jsonDepth) return "[cut]";
  if (Array.isArray(value)) return value.slice(0, LIST_LENGTH).map((item) => cutValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cutValue(item, depth + 1)]));
}

function cutText(text: string): string {
  if (text.length <= TEXT_UNITS) return text;
  const end = (text.charCodeAt(TEXT_UNITS - 1) & 0xfc00) === 0xd800 ? TEXT_UNITS - 1 : TEXT_UNITS;
  return `${text.slice(0, end)}… [${text.length - end} characters cut]`;
}

function leftOut(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return "[left out: too large]";
}
