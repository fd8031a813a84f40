import type { Json, JsonObject } from "./format.ts";

/** A place where something is not as it was expected. */
export interface Mismatch {
  /** JSON Pointer into what was received. */
  path: string;
  expected: Json | string;
  /** Undefined when it is missing. */
  received: Json | undefined;
}

/** What a variable of a trace stands for. */
export type Variables = Map<string, Json>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** Unix milliseconds lie between 2020 and 2100. */
const TIME_RANGE = [1_577_836_800_000, 4_102_444_800_000] as const;

const KINDS: Record<string, (value: Json) => boolean> = {
  any: () => true,
  uuid: (value) => typeof value === "string" && UUID.test(value),
  string: (value) => typeof value === "string",
  text: (value) => typeof value === "string" && value !== "",
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  object: (value) => isObject(value),
  array: (value) => Array.isArray(value),
  date: (value) => typeof value === "string" && DATE.test(value),
  time: (value) => typeof value === "number" && value > TIME_RANGE[0] && value < TIME_RANGE[1],
  decimal: (value) => typeof value === "string" && DECIMAL.test(value),
};

/** The names of the kinds that `$is` knows. */
export const KIND_NAMES = Object.keys(KINDS);

/** True for a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Compares what was received with a pattern. Fields that the pattern does not name are passed over, since servers may add
 * some; arrays are compared as a whole. What `as` names is put into the variables, as soon as everything matches.
 *
 * @param expected a pattern whose variables are filled in
 * @returns nothing when it matches, else every place that does not
 */
export function match(expected: Json, received: Json | undefined, variables: Variables): Mismatch[] {
  const captured: Variables = new Map();
  const mismatches = compare(expected, received, "", captured);
  if (mismatches.length === 0) for (const [name, value] of captured) variables.set(name, value);
  return mismatches;
}

function compare(expected: Json, received: Json | undefined, path: string, captured: Variables): Mismatch[] {
  const differs = [{ path, expected, received }];
  if (isObject(expected)) {
    if (Object.keys(expected).some((name) => name.startsWith("$"))) return matcher(expected, received, path, captured);
    if (!isObject(received)) return differs;
    return Object.entries(expected).flatMap(([name, value]) =>
      compare(value, received[name], `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, captured),
    );
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(received) || received.length !== expected.length) return differs;
    return expected.flatMap((value, index) => compare(value, received[index], `${path}/${index}`, captured));
  }
  return expected === received ? [] : differs;
}

function matcher(expected: JsonObject, received: Json | undefined, path: string, captured: Variables): Mismatch[] {
  const differs: Mismatch[] = [{ path, expected, received }];
  if (expected["$absent"] === true) return received === undefined ? [] : differs;
  if (expected["$optional"] !== undefined) return received === undefined ? [] : compare(expected["$optional"], received, path, captured);
  if (received === undefined) return differs;
  const nested: Mismatch[] = [];
  for (const [name, value] of Object.entries(expected)) {
    if (name === "as") continue;
    const found = holds(name, value, received, path, captured);
    if (found === false) return differs;
    if (found !== true) nested.push(...found);
  }
  const { as } = expected;
  if (nested.length === 0 && typeof as === "string") captured.set(as, received);
  return nested;
}

function holds(name: string, value: Json, received: Json, path: string, captured: Variables): boolean | Mismatch[] {
  switch (name) {
    case "$is":
      return KINDS[String(value)]?.(received) ?? false;
    case "$matches":
      return typeof received === "string" && new RegExp(String(value), "u").test(received);
    case "$min":
      return typeof received === "number" && received >= Number(value);
    case "$max":
      return typeof received === "number" && received <= Number(value);
    case "$not":
      return compare(value, received, path, new Map()).length > 0;
    case "$oneOf":
      return Array.isArray(value) && value.some((one) => compare(one, received, path, captured).length === 0);
    case "$size":
      return Array.isArray(received) && received.length === Number(value);
    case "$each":
      return Array.isArray(received) && received.flatMap((one, index) => compare(value, one, `${path}/${index}`, new Map()));
    case "$has":
      return (
        Array.isArray(received) &&
        Array.isArray(value) &&
        value.every((wanted) => received.some((one) => compare(wanted, one, path, captured).length === 0))
      );
    case "$hasNot":
      return (
        Array.isArray(received) &&
        Array.isArray(value) &&
        value.every((unwanted) => received.every((one) => compare(unwanted, one, path, new Map()).length > 0))
      );
    default:
      throw new Error(`There is no matcher "${name}".`);
  }
}
