import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";

/** A schema without its reference: what stands beside it goes first. */
export function resolved(protocol: ProtocolModel, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const named = protocol.$defs[typeName($ref)];
  if (named === undefined) throw new Error(`${protocol.name} has no type for ${$ref}.`);
  return { ...resolved(protocol, named), ...beside };
}

/** `#/$defs/Session` → `Session` */
export function typeName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** One way to be of a union; whatever is no union has one, without a name. */
export interface Option {
  name: string;
  schema: JsonSchema;
}

/** The options of a union but null, and whether it may be null. */
export function optionsOf(protocol: ProtocolModel, schema: JsonSchema): { options: Option[]; isNullable: boolean } {
  const plain = resolved(protocol, schema);
  if (plain.anyOf === undefined) return { options: [{ name: "", schema: plain }], isNullable: false };
  const all = plain.anyOf.map((one) => ({ name: one.$ref === undefined ? "" : typeName(one.$ref), schema: resolved(protocol, one) }));
  const options = all.filter((option) => option.schema.type !== "null");
  // One option and null is a field like any other.
  const named = options.length === 1 ? options.map((option) => ({ ...option, name: "" })) : options;
  return { options: named, isNullable: options.length < all.length };
}

/** The path of a field that is an option of a union. */
export function optionPath(path: string, { name }: Option): string {
  return name === "" ? path : `${path}(${name})`;
}

/** Every field that a schema has, at any depth: `/operations/-(SetOperation)/key`. */
export function fieldsOf(protocol: ProtocolModel, schema: JsonSchema, path = ""): string[] {
  return optionsOf(protocol, schema).options.flatMap((option) => {
    const here = optionPath(path, option);
    const { properties = {}, items } = option.schema;
    const named = Object.entries(properties).flatMap(([name, property]) => [
      `${here}/${name}`,
      ...fieldsOf(protocol, property, `${here}/${name}`),
    ]);
    return items === undefined ? named : [...named, ...fieldsOf(protocol, items, `${here}/-`)];
  });
}
