import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Kind } from "./case.ts";
import { atLimit, breaking } from "./values.ts";

/** A text for a parameter, and the rule that it breaks. */
export interface TextTrial {
  kind: Kind;
  text: string;
}

type Where = "path" | "query" | "header";

/** Texts that are no value of a type. */
const WRONG: Readonly<Record<string, TextTrial[]>> = {
  integer: [
    { kind: "wrong-type", text: "seven" },
    { kind: "wrong-type", text: "true" },
    { kind: "wrong-type", text: "null" },
    { kind: "wrong-type", text: "0x7" },
    { kind: "not-integer", text: "1.5" },
  ],
  boolean: [
    { kind: "wrong-type", text: "yes" },
    { kind: "wrong-type", text: "7" },
    { kind: "wrong-type", text: "TRUE" },
    { kind: "wrong-type", text: "null" },
  ],
};

/** What a header can carry. */
const HEADER_TEXT = /^[\x20-\x7e]*$/;
/** Servers bound the request line: a text that takes more than this when it is encoded is a matter of that. */
const LONGEST_ENCODED = 8_000;
/** Segments that clients and proxies take out of a path, however they are encoded. */
const DOTS = new Set([".", ".."]);

/** Everything that can be wrong with a parameter. */
export function brokenTexts(schema: JsonSchema, where: Where): TextTrial[] {
  const wrong = typeof schema.type === "string" ? (WRONG[schema.type] ?? []) : [];
  return [...wrong, ...asTexts(breaking(schema, null))].filter(({ text }) => canCarry(where, text));
}

/** Everything that is only just right. A parameter without bounds takes any text. */
export function keptTexts(schema: JsonSchema, where: Where): TextTrial[] {
  const kept = asTexts(atLimit(schema, null));
  const isFree = kept.length === 0 && schema.type === "string" && schema.enum === undefined && schema.pattern === undefined;
  const all: TextTrial[] = isFree ? [{ kind: "at-limit", text: "anything" }] : kept;
  return all.filter(({ text }) => canCarry(where, text));
}

function asTexts(trials: { kind: Kind; value: unknown }[]): TextTrial[] {
  return trials.map(({ kind, value }) => ({ kind, text: String(value) }));
}

function canCarry(where: Where, text: string): boolean {
  if (!text.isWellFormed()) return false;
  if (where === "header") return HEADER_TEXT.test(text) && text.trim() === text;
  if (encodeURIComponent(text).length > LONGEST_ENCODED) return false;
  return where === "query" || (text !== "" && !DOTS.has(text));
}
