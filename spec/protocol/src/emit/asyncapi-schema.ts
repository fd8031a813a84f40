import type { JsonSchema } from "../model.ts";
import { pointed } from "./document.ts";

/**
 * A schema as AsyncAPI reads it: in the manner of draft 7, where nothing counts that stands beside a reference. What does
 * stand there is wrapped around it.
 */
export function asyncApiSchema(schema: JsonSchema): object {
  return pointed(apart(schema));
}

function apart(schema: JsonSchema): JsonSchema {
  const { $ref, ...rest } = withParts(schema);
  if ($ref === undefined) return rest;
  return Object.keys(rest).length === 0 ? { $ref } : ({ allOf: [{ $ref }], ...rest } as JsonSchema);
}

function withParts(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, apart(property)])) }
      : {}),
    ...(items ? { items: apart(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(apart) } : {}),
    ...(typeof additionalProperties === "object" ? { additionalProperties: apart(additionalProperties) } : {}),
  };
}
