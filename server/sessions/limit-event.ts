import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import { jsonBytes } from "../../generated/runtime/validation.ts";

/** Longest text within an event that was too large as a whole, in UTF-16 units. */
const TEXT_UNITS = 32 * 1024;
/** Longest list within an event that was too large as a whole. */
const LIST_LENGTH = 200;
/** Room for the fields that the log adds. */
const HEAD_BYTES = 256;
/** Room for what was said in an event whose other fields are small. */
const SAID_BYTES = LIMITS.eventBytes - 16 * HEAD_BYTES;
/** What JSON makes of one UTF-16 unit, at the most, in bytes. */
const LONGEST_ESCAPE = 6;

/** The fields whose content is an agent's own, and can be left out when cutting it does not help. */
const FREE_FIELDS = [
  "input",
  "output",
  "content",
  "text",
  "delta",
  "data",
  "message",
  "entries",
  "locations",
  "commands",
  "options",
] as const;

/**
 * Makes an event fit `eventBytes`: long texts within it are cut, with a note of what is missing. What a cut does not
 * make small enough is left out.
 */
export function limitEvent<Event extends DurableEventBody>(event: Event): Event {
  if (sizeOf(event) <= LIMITS.eventBytes) return event;
  const cut = cutValue(event, 0) as Event;
  if (sizeOf(cut) <= LIMITS.eventBytes) return cut;
  const rest: Record<string, unknown> = { ...cut };
  for (const field of FREE_FIELDS) {
    if (field in rest) rest[field] = leftOut(rest[field]);
  }
  if ("modes" in rest) rest["modes"] = null;
  return rest as unknown as Event;
}

/** As much of what an agent said in a turn as fits one event, with a note of what is missing; the log has all of it. */
export function limitSaid(text: string): string {
  if (text.length * LONGEST_ESCAPE <= SAID_BYTES) return text;
  // Every unit takes a byte or more: what cannot fit is not measured, as that takes seconds where a turn has said very much.
  let end = Math.min(text.length, SAID_BYTES);
  for (let bytes = jsonBytes(text.slice(0, end)); bytes > SAID_BYTES; bytes = jsonBytes(text.slice(0, end))) {
    end = Math.floor(end * Math.min(SAID_BYTES / bytes, 0.99));
  }
  return end === text.length ? text : cutAt(text, end);
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
  return text.length <= TEXT_UNITS ? text : cutAt(text, TEXT_UNITS);
}

/** The beginning of a text, no code point split, and a note of what is missing. */
function cutAt(text: string, units: number): string {
  const end = (text.charCodeAt(units - 1) & 0xfc00) === 0xd800 ? units - 1 : units;
  return `${text.slice(0, end)}… [${text.length - end} characters cut]`;
}

function leftOut(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return "[left out: too large]";
}
