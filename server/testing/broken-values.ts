import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import { resolved } from "../../spec/test/gateway-model.ts";

/** One value of every type that JSON has. */
const OF_EVERY_TYPE: readonly [string, unknown][] = [
  ["null", null],
  ["boolean", true],
  ["integer", 7],
  ["number", 1.5],
  ["string", "text"],
  ["array", [1]],
  ["object", { a: 1 }],
];

/** A value that breaks one rule of its schema, and where. */
export interface BrokenValue {
  name: string;
  /** JSON Pointer to the field that the rule is about. */
  pointer: string;
  value: unknown;
}

/** Everything that is wrong with a field when it holds a value that its schema does not allow. */
function wrongValues(schema: JsonSchema): [string, unknown][] {
  const types = [schema.type ?? []].flat();
  const fits = (type: string) => types.includes(type) || (type === "integer" && types.includes("number"));
  const wrong: [string, unknown][] = OF_EVERY_TYPE.filter(([type]) => !fits(type)).map(([type, value]) => [`is ${type}`, value]);
  const { minLength, maxLength, minimum, maximum, maxItems, pattern } = schema;
  if (schema.enum) wrong.push(["is not one of the enum", "nonsense"], ["is in upper case", String(schema.enum[0]).toUpperCase()]);
  if (minLength !== undefined) wrong.push(["is one too short", "a".repeat(minLength - 1)]);
  if (maxLength !== undefined)
    wrong.push(["is one too long", "a".repeat(maxLength + 1)], ["is one code point too long", "😀".repeat(maxLength + 1)]);
  if (minimum !== undefined) wrong.push(["is one too small", minimum - 1]);
  if (maximum !== undefined) wrong.push(["is one too large", maximum + 1]);
  if (maxItems !== undefined)
    wrong.push(["has one too many", Array.from({ length: maxItems + 1 }, () => ({ name: "a", mimeType: "b", data: "" }))]);
  if (pattern !== undefined) wrong.push(["breaks the pattern", "../../etc"], ["has a line end behind it", `${"a".repeat(8)}\n`]);
  if (types.includes("integer") || types.includes("number")) wrong.push(["is a number as text", "7"]);
  const bytes = schema["x-max-json-bytes"];
  if (bytes !== undefined) wrong.push(["is one byte too large", { a: "x".repeat(bytes + 1 - '{"a":""}'.length) }]);
  return wrong;
}

/** Every way in which a valid value, or anything within it, can break its schema, one at a time. */
export function brokenValues(schema: JsonSchema, value: unknown): BrokenValue[] {
  const plain = resolved(schema);
  if (plain.anyOf !== undefined) return brokenOptions(plain.anyOf.map(resolved), value);
  const found = wrongValues(plain).map(([name, wrong]) => ({ name, pointer: "", value: wrong }));
  const within = (key: string, inner: JsonSchema, current: unknown, put: (wrong: unknown) => unknown) => {
    for (const broken of brokenValues(inner, current))
      found.push({ ...broken, pointer: `/${key}${broken.pointer}`, value: put(broken.value) });
  };
  if (Array.isArray(value) && plain.items) within("0", plain.items, value[0], (wrong) => [wrong]);
  if (!Array.isArray(value) && typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(plain.properties ?? {})) {
      within(key, inner, (value as Record<string, unknown>)[key], (wrong) => ({ ...value, [key]: wrong }));
    }
    for (const key of plain.required ?? []) {
      const { [key]: _missing, ...rest } = value as Record<string, unknown>;
      found.push({ name: "is missing", pointer: `/${key}`, value: rest });
    }
  }
  return found;
}

/** A value of a union breaks it when it breaks the option that it is of, and is not null where that is another option. */
function brokenOptions(options: readonly JsonSchema[], value: unknown): BrokenValue[] {
  const option = options.find(({ type, required = [] }) => type !== "null" && required.every((name) => name in (value as object)));
  const mayBeNull = options.some(({ type }) => type === "null");
  return brokenValues(option ?? {}, value).filter((broken) => broken.pointer !== "" || broken.value !== null || !mayBeNull);
}
