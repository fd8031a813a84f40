import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import { code, table } from "./markdown.ts";
import { toType } from "./places.ts";

/** The fields of an object, a row each. */
export function fieldTable({ properties = {}, required = [] }: JsonSchema): string {
  return table(
    ["field", "type", "required", "meaning"],
    Object.entries(properties).map(([name, schema]) => [
      code(name),
      typeText(schema),
      required.includes(name) ? "yes" : "",
      meaning(schema.description, schema),
    ]),
  );
}

/** What a value means, and the rules that it keeps. */
export function meaning(doc: string | undefined, schema: JsonSchema): string {
  const rules = ruleTexts(schema).join(", ");
  return [doc ?? "", rules === "" ? "" : `${rules[0]?.toUpperCase()}${rules.slice(1)}.`].filter((part) => part !== "").join(" ");
}

/** A type in words; names of types lead to where they are described. */
export function typeText(schema: JsonSchema): string {
  const { $ref, anyOf, enum: values, type, items, additionalProperties } = schema;
  if ($ref !== undefined) return toType($ref.slice("#/$defs/".length));
  if ("const" in schema) return literal(schema.const);
  if (values !== undefined) return values.map(literal).join(", ");
  if (anyOf !== undefined) return anyOf.map(typeText).join(" or ");
  if (type === "array") return `array of ${items === undefined ? "anything" : typeText(items)}`;
  if (type === "object" && typeof additionalProperties === "object") return `object of ${typeText(additionalProperties)}`;
  if (type === undefined) return "anything";
  return Array.isArray(type) ? type.join(" or ") : type;
}

/** The rules of a value in words. */
export function ruleTexts(schema: JsonSchema): string[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, exclusiveMinimum, exclusiveMaximum, format } = schema;
  return [
    range(minLength, maxLength, "characters"),
    range(minItems, maxItems, "items"),
    range(minimum, maximum, ""),
    exclusiveMinimum === undefined ? "" : `more than ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? "" : `less than ${exclusiveMaximum}`,
    schema["x-max-bytes"] === undefined ? "" : `at most ${schema["x-max-bytes"]} bytes`,
    schema["x-max-json-bytes"] === undefined ? "" : `at most ${schema["x-max-json-bytes"]} bytes as JSON`,
    schema["x-pattern-message"] ?? (schema.pattern === undefined ? "" : `matches ${code(schema.pattern)}`),
    format === undefined ? "" : `format ${format}`,
    schema.default === undefined ? "" : `default ${literal(schema.default)}`,
  ].filter((text) => text !== "");
}

function range(low: number | undefined, high: number | undefined, unit: string): string {
  const text =
    low === undefined ? (high === undefined ? "" : `at most ${high}`) : high === undefined ? `at least ${low}` : `${low} to ${high}`;
  return text === "" ? "" : `${text} ${unit}`.trim();
}

function literal(value: unknown): string {
  return code(JSON.stringify(value));
}
