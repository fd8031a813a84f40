import { randomUUID } from "node:crypto";
import type { Json, JsonObject, SizeOf } from "./format.ts";
import { isObject, type Variables } from "./match.ts";

const WHOLE = /^\$\{([\w.-]+)\}$/;
const WITHIN = /\$\{([\w.-]+)\}/g;

/** The numbers of the spec by their names. */
export type Limits = ReadonlyMap<string, number>;

/** A variable, limit or generator that there is not. */
export class ExpansionError extends Error {
  override readonly name = "ExpansionError";
  /** The variable that there is not, where it is one. */
  readonly variable: string | undefined;

  constructor(message: string, variable?: string) {
    super(message);
    this.variable = variable;
  }
}

/**
 * Fills in variables: `"${name}"` becomes the variable's value, `"a ${name}"` a text with it. `{"$text": "é", "limit":
 * "name", "plus": 1}` and `{"$text": "é", "times": 3}` become a text of so many code points; `{"$limit": "name", "plus": 1}`
 * a number; `{"$list": value, "times": 3}` a list; `{"$nested": 64}` arrays within each other; `{"$uuid": true}` a new UUID.
 *
 * @throws ExpansionError
 */
export function expand(value: Json, variables: Variables, limits: Limits): Json {
  if (typeof value === "string") return expandText(value, variables);
  if (Array.isArray(value)) return value.map((one) => expand(one, variables, limits));
  if (!isObject(value)) return value;
  if (typeof value["$text"] === "string") {
    return String(expandText(value["$text"], variables)).repeat(timesOf(value, limits));
  }
  if (typeof value["$limit"] === "string") return limitOf({ limit: value["$limit"], plus: Number(value["plus"] ?? 0) }, limits);
  if (value["$list"] !== undefined) {
    return Array.from({ length: timesOf(value, limits) }, (_, index) =>
      expand(value["$list"] as Json, new Map([...variables, ["index", String(index + 1)]]), limits),
    );
  }
  if (value["$uuid"] === true) return randomUUID();
  if (value["$nested"] !== undefined) return nested(numberOf(value["$nested"], limits));
  const entries = Object.entries(value).map(([name, one]): [string, Json] => [
    String(expandText(name, variables)),
    expand(one, variables, limits),
  ]);
  return Object.fromEntries(entries);
}

/** The value of a limit. @throws ExpansionError */
export function limitOf({ limit, plus = 0 }: SizeOf, limits: Limits): number {
  const value = limits.get(limit);
  if (value === undefined) throw new ExpansionError(`The spec has no limit "${limit}".`);
  return value + plus;
}

/** A frame as text, with its member `pad` grown so that it takes exactly so many bytes. */
export function padded(frame: JsonObject, bytes: number): string {
  const bare = Buffer.byteLength(JSON.stringify({ ...frame, pad: "" }));
  return JSON.stringify({ ...frame, pad: "x".repeat(Math.max(0, bytes - bare)) });
}

function expandText(text: string, variables: Variables): Json {
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined) return variable(whole, variables);
  return text.replace(WITHIN, (_, name: string) => String(variable(name, variables)));
}

function variable(name: string, variables: Variables): Json {
  const value = variables.get(name);
  if (value === undefined) throw new ExpansionError(`There is no variable "${name}" yet.`, name);
  return value;
}

function timesOf(value: JsonObject, limits: Limits): number {
  if (typeof value["limit"] === "string") return limitOf({ limit: value["limit"], plus: Number(value["plus"] ?? 0) }, limits);
  return Number(value["times"] ?? 1);
}

function numberOf(value: Json, limits: Limits): number {
  return isObject(value) && typeof value["limit"] === "string"
    ? limitOf({ limit: value["limit"], plus: Number(value["plus"] ?? 0) }, limits)
    : Number(value);
}

/** So many arrays, each the only element of the one around it. */
function nested(depth: number): Json {
  let value: Json = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}
