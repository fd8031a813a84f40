import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Kind } from "./case.ts";
import { textsOfBytes, textsOfLength, textsOfWrongForm } from "./texts.ts";

/** A value for a field, and the rule that it breaks. */
export interface Trial {
  kind: Kind;
  value: unknown;
}

/** One value of every type that JSON has. */
const OF_EVERY_TYPE: readonly [type: string, value: unknown][] = [
  ["boolean", true],
  ["integer", 7],
  ["number", 1.5],
  ["string", "text"],
  ["array", [1]],
  ["object", { a: 1 }],
];

/** Values of every other type than those that some schemas allow. */
export function ofWrongType(schemas: readonly JsonSchema[], isNullable: boolean): Trial[] {
  const types = new Set(schemas.flatMap(({ type }) => type ?? OF_EVERY_TYPE.map(([name]) => name)));
  const isAny = schemas.some(({ type }) => type === undefined);
  const fits = (type: string) => types.has(type) || (type === "integer" && types.has("number"));
  const wrong = OF_EVERY_TYPE.filter(([type]) => !fits(type)).map(
    ([type, value]): Trial => ({
      kind: type === "number" && types.has("integer") ? "not-integer" : "wrong-type",
      value,
    }),
  );
  // A number that is written as text is text.
  const asText: Trial[] = types.has("integer") || types.has("number") ? [{ kind: "wrong-type", value: "7" }] : [];
  const nothing: Trial[] = isNullable || isAny ? [] : [{ kind: "null", value: null }];
  return [...nothing, ...wrong, ...(types.has("string") ? [] : asText)];
}

/** Values of the right type that break one of a schema's rules. */
export function breaking(schema: JsonSchema, item: unknown): Trial[] {
  return [...breakingBounds(schema), ...breakingTexts(schema), ...breakingSizes(schema, item)];
}

/** Values that only just keep a schema's rules. */
export function atLimit(schema: JsonSchema, item: unknown): Trial[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const bytes = schema["x-max-bytes"];
  const texts = [
    ...(minLength === undefined ? [] : textsOfLength(schema, minLength)),
    ...(maxLength === undefined
      ? []
      : textsOfLength(schema, maxLength).filter((text) => bytes === undefined || Buffer.byteLength(text) <= bytes)),
    ...(bytes === undefined ? [] : textsOfBytes(schema, bytes)),
  ];
  const items = [minItems, maxItems].flatMap((count) => (count === undefined ? [] : [Array.from({ length: count }, () => item)]));
  const size = schema["x-max-json-bytes"];
  const sized = size === undefined ? [] : [ofJsonSize(schema, size, item)];
  const numbers = [minimum, maximum].filter((bound) => bound !== undefined);
  return [...new Set<unknown>([...texts, ...numbers, ...items, ...sized])].map((value) => ({ kind: "at-limit", value }));
}

function breakingBounds({ minimum, maximum }: JsonSchema): Trial[] {
  return [
    ...(minimum === undefined ? [] : [{ kind: "too-small" as const, value: minimum - 1 }]),
    // The next number that a double can hold, where that is further away.
    ...(maximum === undefined ? [] : [{ kind: "too-large" as const, value: maximum + 1 === maximum ? maximum + 2 : maximum + 1 }]),
  ];
}

function breakingTexts(schema: JsonSchema): Trial[] {
  const { minLength, maxLength } = schema;
  const trials = (kind: Kind, values: readonly unknown[]) => values.map((value): Trial => ({ kind, value }));
  const allowed = "const" in schema ? [schema.const] : schema.enum;
  const bytes = schema["x-max-bytes"];
  const first = allowed?.[0];
  return [
    ...trials("too-short", minLength === undefined || minLength === 0 ? [] : ["a".repeat(minLength - 1)]),
    ...trials("too-long", maxLength === undefined ? [] : textsOfLength(schema, maxLength + 1)),
    ...trials("too-many-bytes", bytes === undefined ? [] : textsOfBytes(schema, bytes + 1)),
    ...trials("wrong-form", textsOfWrongForm(schema)),
    ...trials("not-in-enum", typeof first === "string" ? ["nonsense", first.toUpperCase(), ` ${first}`, ""] : []),
  ];
}

function breakingSizes(schema: JsonSchema, item: unknown): Trial[] {
  const { minItems, maxItems } = schema;
  const size = schema["x-max-json-bytes"];
  const many = (count: number) => Array.from({ length: count }, () => item);
  return [
    ...(minItems === undefined ? [] : [{ kind: "too-few-items" as const, value: many(minItems - 1) }]),
    ...(maxItems === undefined ? [] : [{ kind: "too-many-items" as const, value: many(maxItems + 1) }]),
    ...(size === undefined ? [] : [{ kind: "too-large-as-json" as const, value: ofJsonSize(schema, size + 1, item) }]),
  ];
}

/** A text that a value may hold by itself, well below every limit of one value. */
const PIECE = 500_000;

/** A value that takes exactly so many bytes as JSON. */
function ofJsonSize({ type }: JsonSchema, size: number, item: unknown): unknown {
  const filled = (text: string): unknown => (type === "object" ? { a: text } : text);
  if (type !== "array") return filled("x".repeat(size - Buffer.byteLength(JSON.stringify(filled("")))));
  const holding = (text: string) => ({ ...(item as object), value: text });
  const piece = Buffer.byteLength(JSON.stringify([holding("x".repeat(PIECE))]));
  const items = Array.from({ length: Math.floor(size / piece) }, () => holding("x".repeat(PIECE)));
  const rest = size - Buffer.byteLength(JSON.stringify([...items, holding("")]));
  return [...items, holding("x".repeat(rest))];
}
