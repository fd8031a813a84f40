import type { Json } from "./protocol.ts";

/** What names in a scenario stand for. */
export type Names = ReadonlyMap<string, unknown>;

/**
 * Where a value departs from a pattern; null when it does not.
 *
 * @param path of the value, for the message
 */
export function departure(pattern: unknown, value: unknown, path = ""): string | null {
  if (pattern === "*") return value === undefined ? `${path || "it"} is not there` : null;
  if (Array.isArray(pattern)) {
    if (!Array.isArray(value) || value.length !== pattern.length) return `${path || "it"} is ${show(value)}, not ${show(pattern)}`;
    return first(pattern.map((part, index) => departure(part, value[index], `${path}/${index}`)));
  }
  if (!isObject(pattern)) return Object.is(pattern, value) ? null : `${path || "it"} is ${show(value)}, not ${show(pattern)}`;
  if (pattern["$absent"] === true) return value === undefined ? null : `${path} is ${show(value)}, and must not be there`;
  if (Array.isArray(pattern["$oneOf"])) {
    const isOne = pattern["$oneOf"].some((option) => departure(option, value) === null);
    return isOne ? null : `${path || "it"} is ${show(value)}, none of ${show(pattern["$oneOf"])}`;
  }
  if (typeof pattern["$atLeast"] === "number") {
    const isEnough = typeof value === "number" && value >= pattern["$atLeast"];
    return isEnough ? null : `${path || "it"} is ${show(value)}, not at least ${pattern["$atLeast"]}`;
  }
  if (!isObject(value)) return `${path || "it"} is ${show(value)}, not ${show(pattern)}`;
  return first(Object.entries(pattern).map(([key, part]) => departure(part, value[key], `${path}/${key}`)));
}

/**
 * Puts what names stand for in their place.
 *
 * @throws Error when a name is not known
 */
export function substitute(template: unknown, names: Names): unknown {
  if (typeof template === "string" && /^\$\w/.test(template)) return lookUp(template, names);
  if (Array.isArray(template)) return template.map((part) => substitute(part, names));
  if (!isObject(template)) return template;
  const { $repeat } = template;
  if (Array.isArray($repeat)) return String($repeat[0]).repeat($repeat[1]);
  return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, substitute(part, names)]));
}

function lookUp(reference: string, names: Names): unknown {
  const [name = "", ...path] = reference.slice(1).split(".");
  if (!names.has(name)) throw new Error(`Nothing is named ${name}.`);
  return path.reduce((value, key) => (isObject(value) ? value[key] : undefined), names.get(name));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first(departures: readonly (string | null)[]): string | null {
  return departures.find((found) => found !== null) ?? null;
}

/** A value for a message, not too long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "not there";
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
