import type { JsonSchema, ProtocolModel } from "../model.ts";

/** A union whose members are told apart by a property of theirs. */
export interface Discriminated {
  /** The property. */
  tag: string;
  /** What it says, and the type that it says it of. */
  options: { value: string; name: string }[];
}

/** How the members of a union are told apart; undefined when no property does it, or when the schema is no union. */
export function discriminated({ $defs }: Pick<ProtocolModel, "$defs">, { anyOf = [] }: JsonSchema): Discriminated | undefined {
  const names = anyOf.flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref.slice("#/$defs/".length)]));
  const [first] = names;
  if (first === undefined || names.length !== anyOf.length) return undefined;
  for (const tag of Object.keys($defs[first]?.properties ?? {})) {
    const values = names.map((name) => requiredLiteral($defs[name], tag));
    if (values.every((value) => value !== undefined) && new Set(values).size === names.length) {
      return { tag, options: names.map((name, index) => ({ value: values[index] ?? "", name })) };
    }
  }
  return undefined;
}

function requiredLiteral(schema: JsonSchema | undefined, tag: string): string | undefined {
  const value = schema?.required?.includes(tag) ? schema.properties?.[tag]?.const : undefined;
  return typeof value === "string" ? value : undefined;
}
