import type { ParameterModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Examples } from "./examples.ts";

/** A value that a parameter may have: what a property of its name and type has in an example, or the smallest one. */
export function sampleOf({ name, schema }: ParameterModel, { $defs }: ProtocolModel, full: Examples): unknown {
  for (const [type, { properties = {} }] of Object.entries($defs)) {
    const example = full.get(type);
    if (properties[name]?.$ref === schema.$ref && isObject(example) && example[name] !== undefined) return example[name];
  }
  return schema.default ?? schema.minimum ?? 1;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
