import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import type { Spec } from "./specs.ts";

/** A field within a valid value of a type. */
export interface Place {
  type: string;
  /** JSON Pointer to the field. */
  pointer: string;
  /** Its schema, without references. */
  schema: JsonSchema;
  /** The value around it. */
  base: unknown;
}

/** Every field of a valid value, at any depth, that the type says something of. */
export function placesIn(spec: Spec, type: string, base: unknown): Place[] {
  const found: Place[] = [];
  const visit = (pointer: string, schema: JsonSchema, value: unknown): void => {
    const plain = spec.resolved(schema);
    for (const option of plain.anyOf ?? []) if (fits(spec, option, value)) visit(pointer, option, value);
    if (plain.anyOf === undefined) found.push({ type, pointer, schema: plain, base });
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(`${pointer}/${index}`, plain.items ?? {}, item);
    else if (typeof value === "object" && value !== null) {
      for (const [name, field] of Object.entries(value)) visit(`${pointer}/${name}`, fieldSchema(plain, name), field);
    }
  };
  visit("", spec.definition(type), base);
  return found;
}

/** The value in which the field holds something else. */
export function placed({ pointer, base }: Place, value: unknown): unknown {
  if (pointer === "") return value;
  const copy = structuredClone(base);
  const names = pointer.slice(1).split("/");
  const last = names.pop() ?? "";
  let holder = copy as Record<string, unknown>;
  for (const name of names) holder = holder[name] as Record<string, unknown>;
  holder[last] = value;
  return copy;
}

function fieldSchema({ properties, additionalProperties }: JsonSchema, name: string): JsonSchema {
  const named = properties?.[name];
  if (named !== undefined) return named;
  return typeof additionalProperties === "object" ? additionalProperties : {};
}

/** Whether a value is of this option of a union, as far as its fields tell. */
function fits(spec: Spec, option: JsonSchema, value: unknown): boolean {
  const plain = spec.resolved(option);
  if (plain.type === "null") return value === null;
  if (plain.properties === undefined || typeof value !== "object" || value === null) return value !== null;
  const fields = value as Record<string, unknown>;
  return (
    (plain.required ?? []).every((name) => name in fields) &&
    Object.entries(plain.properties).every(([name, property]) => !("const" in property) || property.const === fields[name])
  );
}
