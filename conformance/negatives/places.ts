import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { type Option, optionPath, optionsOf, resolved } from "./schema.ts";
import { textFor } from "./texts.ts";

type Fields = Record<string, unknown>;

/** A field within a valid value. */
export interface Place {
  /** As the schema has it. */
  field: string;
  /** JSON Pointer into the value. */
  pointer: string;
  /** What it may be: several options in a union. */
  schemas: JsonSchema[];
  isNullable: boolean;
  /** Whether the value is not valid without it. */
  isRequired: boolean;
  /** Where an error may point as well: to the union, when it is the field that tells its options apart. */
  union: string | null;
  /** A valid item, where it is an array. */
  item: unknown;
  /** The whole value with something else in this place, or without it. */
  put(value: unknown): unknown;
  without(): unknown;
}

/** Some members of an object that may not be there together. */
export interface Exclusion {
  pointer: string;
  /** The object as the schema has it. */
  field: string;
  /** The whole value with all of them. */
  value: unknown;
}

/** Finds the places of a value. */
export class Places {
  readonly places: Place[] = [];
  readonly exclusions: Exclusion[] = [];
  readonly #protocol: ProtocolModel;

  constructor(protocol: ProtocolModel, schema: JsonSchema, base: unknown) {
    this.#protocol = protocol;
    this.#within(schema, base, "", "", (value) => value);
  }

  #within(schema: JsonSchema, value: unknown, field: string, pointer: string, put: (value: unknown) => unknown): void {
    const { options } = optionsOf(this.#protocol, schema);
    for (const option of options) {
      const { properties, items } = option.schema;
      const here = optionPath(field, option);
      const union = options.length > 1 && !isTold(option) ? pointer : null;
      if (properties !== undefined) this.#members(option.schema, value as Fields, here, pointer, union, put);
      if (items !== undefined) this.#items(items, value as unknown[], `${here}/-`, pointer, put);
    }
  }

  #members(
    schema: JsonSchema,
    value: Fields,
    field: string,
    pointer: string,
    union: string | null,
    put: (value: unknown) => unknown,
  ): void {
    const { properties = {}, required = [], not } = schema;
    for (const [name, property] of Object.entries(properties)) {
      const partners = not?.required?.includes(name) ? not.required : [];
      const others = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name && !partners.includes(key)));
      const current = value[name] ?? sampleOf(this.#protocol, property);
      const at = `${pointer}/${name}`;
      const putHere = (one: unknown) => put({ ...others, [name]: one });
      const { options, isNullable } = optionsOf(this.#protocol, property);
      const isRequired = required.includes(name);
      this.places.push({
        field: `${field}/${name}`,
        pointer: at,
        schemas: options.map((option) => option.schema),
        isNullable,
        isRequired,
        union,
        item: Array.isArray(current) ? plainest(this.#protocol, property, current) : null,
        put: putHere,
        without: () => put(others),
      });
      this.#within(property, current, `${field}/${name}`, at, putHere);
    }
    if (not?.required !== undefined) {
      const all = Object.fromEntries(not.required.map((name) => [name, sampleOf(this.#protocol, properties[name] ?? {})]));
      this.exclusions.push({ pointer, field, value: put({ ...value, ...all }) });
    }
  }

  /** Each kind of item, in the place of one that is like it. */
  #items(items: JsonSchema, value: unknown[], field: string, pointer: string, put: (value: unknown) => unknown): void {
    const { options } = optionsOf(this.#protocol, items);
    const itself = {
      field,
      schemas: options.map((option) => option.schema),
      isNullable: false,
      isRequired: false,
      union: null,
      item: null,
    };
    const putFirst = (one: unknown) => put([one, ...value.slice(1)]);
    this.places.push({ ...itself, pointer: `${pointer}/0`, put: putFirst, without: () => put(value.slice(1)) });
    for (const option of options) {
      const found = value.findIndex((one) => isOf(option, one));
      const index = found === -1 ? 0 : found;
      const current = found === -1 ? sampleOf(this.#protocol, option.schema) : value[found];
      const at = `${pointer}/${index}`;
      const putHere = (one: unknown) => put(value.toSpliced(index, 1, one));
      const union = options.length > 1 && !isTold(option) ? at : null;
      if (option.schema.properties !== undefined) {
        this.#members(option.schema, current as Fields, optionPath(field, option), at, union, putHere);
      }
    }
  }
}

/** A valid value of a schema, as small as it can be. */
export function sampleOf(protocol: ProtocolModel, schema: JsonSchema): unknown {
  const [option] = optionsOf(protocol, schema).options;
  const plain = resolved(protocol, option?.schema ?? schema);
  if ("const" in plain) return plain.const;
  switch (plain.type) {
    case "string":
      return textFor(plain);
    case "integer":
    case "number":
      return plain.minimum ?? 1;
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: Math.max(1, plain.minItems ?? 0) }, () => sampleOf(protocol, plain.items ?? {}));
    case "object":
      return Object.fromEntries((plain.required ?? []).map((name) => [name, sampleOf(protocol, plain.properties?.[name] ?? {})]));
    default:
      return "anything";
  }
}

/** An item of an array without what may be left out: many of them are small, and collide in nothing. */
function plainest(protocol: ProtocolModel, schema: JsonSchema, items: readonly unknown[]): unknown {
  const plain = resolved(protocol, schema);
  const [option] = optionsOf(protocol, plain.items ?? {}).options;
  const first = items.find((one) => option !== undefined && isOf(option, one)) ?? sampleOf(protocol, plain.items ?? {});
  if (typeof first !== "object" || first === null) return first;
  return Object.fromEntries(Object.entries(first).filter(([name]) => option?.schema.required?.includes(name)));
}

/** Whether an option of a union says by a constant that it is the one. */
function isTold({ schema }: Option): boolean {
  return Object.values(schema.properties ?? {}).some((property) => "const" in property);
}

function isOf({ schema }: Option, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return schema.properties === undefined;
  const fields = value as Fields;
  return (
    (schema.required ?? []).every((name) => name in fields) &&
    Object.entries(schema.properties ?? {}).every(([name, property]) => !("const" in property) || property.const === fields[name])
  );
}
