import { expect, test } from "vitest";
import { defaultedProperties, receivedType, typeOf } from "../src/emit/types.ts";
import type { JsonSchema } from "../src/model.ts";

const TYPES: [string, JsonSchema][] = [
  ["string", { type: "string", maxLength: 3 }],
  ["number", { type: "integer" }],
  ["number", { type: "number" }],
  ["boolean", { type: "boolean" }],
  ["null", { type: "null" }],
  ["unknown", {}],
  ["Session", { $ref: "#/$defs/Session" }],
  ['"ring"', { type: "string", const: "ring" }],
  ["42", { type: "number", const: 42 }],
  ["false", { type: "boolean", const: false }],
  ['"a" | "b"', { type: "string", enum: ["a", "b"] }],
  ['"a\\"b"', { const: 'a"b' }],
  ["Session | null", { anyOf: [{ $ref: "#/$defs/Session" }, { type: "null" }] }],
  ["string[]", { type: "array", items: { type: "string" } }],
  ["unknown[]", { type: "array" }],
  ["string[][]", { type: "array", items: { type: "array", items: { type: "string" } } }],
  ['("a" | "b")[]', { type: "array", items: { enum: ["a", "b"] } }],
  ["(Session | null)[]", { type: "array", items: { anyOf: [{ $ref: "#/$defs/Session" }, { type: "null" }] } }],
  ["Record<string, unknown>", { type: "object", additionalProperties: true }],
  ["Record<string, number>", { type: "object", additionalProperties: { type: "integer" } }],
  [
    "Record<string, Record<string, string>>",
    { type: "object", additionalProperties: { type: "object", additionalProperties: { type: "string" } } },
  ],
];

test.each(TYPES)("%s", (type, schema) => {
  expect(typeOf(schema)).toBe(type);
});

test("an object is written in place, with its comments and its optional fields", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: {
      name: { type: "string", description: "What it is called." },
      "content-type": { type: "string" },
      deep: { type: "object", properties: { deeper: { type: "boolean" } }, required: ["deeper"] },
    },
    required: ["name"],
  };
  expect(typeOf(schema)).toBe(
    '{\n  /** What it is called. */\n  name: string;\n  "content-type"?: string;\n  deep?: {\n    deeper: boolean;\n  };\n}',
  );
});

test("after validation what has a default is there, even one that counts as nothing", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: {
      a: { type: "integer", default: 0 },
      b: { type: "string", default: "" },
      c: { type: "boolean", default: false },
      d: { type: "string" },
    },
  };
  expect(defaultedProperties(schema)).toEqual(["a", "b", "c"]);
  expect(receivedType("Bell", schema)).toBe('WithDefaults<Bell, "a" | "b" | "c">');
  expect(receivedType("Bell", { type: "object", properties: { d: { type: "string" } } })).toBe("Bell");
});
