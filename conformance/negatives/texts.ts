import type { JsonSchema } from "@diminuendo/typespec-protocol/model";

/** Takes two UTF-16 units and four bytes, and is one code point. */
const ASTRAL = "😀";
const UUID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

/** Texts of many forms, for fields that demand one. */
const FORMS = [UUID, "a", "127.0.0.1:4100", "QUJD", "7"];

/** Texts that a form may have to refuse. */
const NASTY = [
  "",
  " ",
  "a b",
  "../../etc/passwd",
  ".",
  "..",
  "a//b",
  "%zz",
  "ünïcödé",
  "a\u0000b",
  "a\u0007b",
  "aaaaaaaa\n",
  "\ud83d",
  "QUJ",
  "host:port",
  `${UUID}0`,
  `{${UUID}}`,
  UUID.replaceAll("-", ""),
  UUID.replace("7", "g"),
];

/** The length of a text in code points. */
function length(text: string): number {
  return [...text].length;
}

/** Whether a text has the form that a schema demands, however its pattern is read. */
export function hasForm({ pattern }: JsonSchema, text: string): boolean {
  return pattern === undefined || (new RegExp(pattern).test(text) && new RegExp(pattern, "u").test(text));
}

/** Whether a text keeps every bound of a schema. */
function isWithin(schema: JsonSchema, text: string): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, "x-max-bytes": maxBytes = Number.POSITIVE_INFINITY } = schema;
  return length(text) >= minLength && length(text) <= maxLength && Buffer.byteLength(text) <= maxBytes;
}

/** A text that a schema allows. @throws Error when none is known */
export function textFor(schema: JsonSchema): string {
  const found = schema.enum?.[0] ?? FORMS.find((text) => hasForm(schema, text) && isWithin(schema, text));
  if (typeof found !== "string") throw new Error(`No text is known for the pattern ${schema.pattern}.`);
  return found;
}

/** Texts of a length in code points that have the form which a schema demands: of one unit each, and of two. */
export function textsOfLength(schema: JsonSchema, size: number): string[] {
  const tail = ":4100";
  const made = ["a".repeat(size), ASTRAL.repeat(size), "a".repeat(Math.max(0, size - tail.length)) + tail];
  const fitting = made.filter((text) => length(text) === size && hasForm(schema, text));
  return [...new Set(fitting.filter((text) => text !== made[2] || fitting.length === 1))];
}

/** Texts of a size in bytes that keep everything else. */
export function textsOfBytes({ "x-max-bytes": _bound, ...schema }: JsonSchema, size: number): string[] {
  const made = [ASTRAL.repeat(Math.floor(size / 4)) + "a".repeat(size % 4), "é".repeat(Math.floor(size / 2)) + "a".repeat(size % 2)];
  return made.filter((text) => hasForm(schema, text) && isWithin(schema, text));
}

/** Texts that keep every bound but have not the form. */
export function textsOfWrongForm(schema: JsonSchema): string[] {
  if (schema.pattern === undefined) return [];
  const { pattern } = schema;
  return NASTY.filter((text) => isWithin(schema, text) && !new RegExp(pattern).test(text) && !new RegExp(pattern, "u").test(text));
}
