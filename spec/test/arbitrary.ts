import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import * as fc from "fast-check";
import type { Spec } from "./specs.ts";

/** What JSON escapes, what breaks out of a string or a template, and what UTF-8 cannot express. */
const NASTY = [
  '"',
  "\\",
  "`",
  "${",
  "</script>",
  "\u0000",
  "\u0007",
  "\u001f",
  "\n",
  "\r\n",
  "\u007f",
  "\u2028",
  "\u2029",
  "\ufeff",
  "\ud83d",
  "\ude00",
  "😀",
  "e\u0301",
];

/** Text that is hard to write as JSON. */
const nastyText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(fc.constantFrom(...NASTY), fc.string({ minLength: 1, maxLength: 1 })),
  maxLength: 12,
});

/**
 * Values of a schema. Text that is free in the schema, or has a length or a pattern only, is nasty: a serializer that
 * trusts it would write broken JSON.
 */
export function valuesOf(spec: Spec, schema: JsonSchema): fc.Arbitrary<unknown> {
  const plain = spec.resolved(schema);
  const inner = (nested: JsonSchema) => valuesOf(spec, nested);
  if ("const" in plain) return fc.constant(plain.const);
  if (plain.enum) return fc.constantFrom(...plain.enum);
  if (plain.anyOf) return fc.oneof(...plain.anyOf.map(inner));
  switch (plain.type) {
    case "string":
      return textOf(plain);
    case "integer":
      return fc.maxSafeInteger();
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(inner(plain.items ?? {}), { maxLength: 3 });
    case "object":
      return plain.properties ? objectsOf(plain, plain.properties, inner) : fc.dictionary(nastyText, inner(itemsOf(plain)), { maxKeys: 3 });
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format }: JsonSchema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString());
  return nastyText;
}

function objectsOf(
  { required = [] }: JsonSchema,
  properties: Record<string, JsonSchema>,
  inner: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, inner(property)]));
  return fc.record(fields, { requiredKeys: required, noNullPrototype: true });
}

function itemsOf({ additionalProperties }: JsonSchema): JsonSchema {
  return typeof additionalProperties === "object" ? additionalProperties : {};
}
