import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "@diminuendo/typespec-protocol/model";

/** What became of a set of values. */
export type Effect = "same" | "narrowed" | "widened" | "changed";

const ALL_TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"];

/** The JSON types that a schema allows. */
export function typesOf({ type }: JsonSchema): Set<string> {
  const named = type === undefined ? ALL_TYPES : [type].flat();
  // Every integer is a number.
  return new Set(named.includes("number") ? [...named, "integer"] : named);
}

/** How two sets differ. */
export function setEffect<Item>(before: ReadonlySet<Item>, after: ReadonlySet<Item>): Effect {
  const narrowed = !isSubset(before, after);
  const widened = !isSubset(after, before);
  if (narrowed && widened) return "changed";
  if (narrowed) return "narrowed";
  return widened ? "widened" : "same";
}

function isSubset<Item>(part: ReadonlySet<Item>, whole: ReadonlySet<Item>): boolean {
  return [...part].every((one) => whole.has(one));
}

/** The only values that a schema allows, or undefined where it does not list them. */
export function valuesOf(schema: JsonSchema): unknown[] | undefined {
  return "const" in schema ? [schema.const] : schema.enum;
}

/** Keywords that bound from above, and from below, with what they are where they are left out. */
const UPPER = {
  maxLength: Infinity,
  maximum: Infinity,
  exclusiveMaximum: Infinity,
  maxItems: Infinity,
  "x-max-bytes": Infinity,
  "x-max-json-bytes": Infinity,
};
const LOWER = { minLength: 0, minItems: 0, minimum: -Infinity, exclusiveMinimum: -Infinity };

/** A keyword that bounds a number, a length or a size, and what its change does to the set of values. */
export interface BoundEffect {
  keyword: string;
  before: number | undefined;
  after: number | undefined;
  effect: "narrowed" | "widened";
}

export function boundEffects(before: JsonSchema, after: JsonSchema): BoundEffect[] {
  const changed = ([keyword, unbounded]: [string, number], sign: number): BoundEffect[] => {
    const [old, now] = [before, after].map((schema) => schema[keyword as keyof JsonSchema] as number | undefined);
    const growth = (now ?? unbounded) - (old ?? unbounded);
    return old === now || growth === 0 ? [] : [{ keyword, before: old, after: now, effect: sign * growth > 0 ? "widened" : "narrowed" }];
  };
  return [...Object.entries(UPPER).flatMap((bound) => changed(bound, 1)), ...Object.entries(LOWER).flatMap((bound) => changed(bound, -1))];
}

/** Whether a variant of a union is held by another one: `"a"` by `string`. */
export function isHeldBy(variant: JsonSchema, others: readonly JsonSchema[]): boolean {
  const [values, types] = [valuesOf(variant), typesOf(variant)];
  if (values === undefined) return false;
  return others.some((other) => other !== variant && isSubset(types, typesOf(other)) && holds(other, values));
}

function holds(schema: JsonSchema, values: unknown[]): boolean {
  if (Object.keys(schema).every((keyword) => ["type", "description", "title"].includes(keyword))) return true;
  const allowed = valuesOf(schema);
  return allowed !== undefined && values.every((value) => allowed.some((one) => isDeepStrictEqual(one, value)));
}
