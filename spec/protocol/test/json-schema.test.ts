import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { JsonSchema } from "../src/model.ts";
import { schemasOf } from "./compile.ts";

/** The schema of the property `x` of a published model. */
async function propertyOf(declaration: string, before = ""): Promise<JsonSchema | undefined> {
  return (await schemasOf(`${before} @published model Holder { ${declaration} }`))["Holder"]?.properties?.["x"];
}

/** Every way to say what a property is, and how it is written. */
const PROPERTIES: [string, JsonSchema][] = [
  ["x: string", { type: "string" }],
  ["x: boolean", { type: "boolean" }],
  ["x: null", { type: "null" }],
  ["x: unknown", {}],
  ["x: safeint", { type: "integer" }],
  ["x: int64", { type: "integer" }],
  ["x: int8", { type: "integer", minimum: -128, maximum: 127 }],
  ["x: int16", { type: "integer", minimum: -32768, maximum: 32767 }],
  ["x: int32", { type: "integer", minimum: -2147483648, maximum: 2147483647 }],
  ["x: uint8", { type: "integer", minimum: 0, maximum: 255 }],
  ["x: uint16", { type: "integer", minimum: 0, maximum: 65535 }],
  ["x: uint32", { type: "integer", minimum: 0, maximum: 4294967295 }],
  ["x: float64", { type: "number" }],
  ["x: numeric", { type: "number" }],
  ["x: utcDateTime", { type: "string", format: "date-time" }],
  ["x: bytes", { type: "string", contentEncoding: "base64" }],
  ["x: url", { type: "string" }],
  ['x: "ring"', { type: "string", const: "ring" }],
  ["x: 42", { type: "number", const: 42 }],
  ["x: true", { type: "boolean", const: true }],
  ["x: string[]", { type: "array", items: { type: "string" } }],
  ["x: string[][]", { type: "array", items: { type: "array", items: { type: "string" } } }],
  ["@minItems(1) @maxItems(3) x: string[]", { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 }],
  ["x: Record<string>", { type: "object", additionalProperties: { type: "string" } }],
  ["x: Record<unknown>", { type: "object", additionalProperties: true }],
  ["x: Record<Record<boolean>>", { type: "object", additionalProperties: { type: "object", additionalProperties: { type: "boolean" } } }],
  ["x: string | null", { anyOf: [{ type: "string" }, { type: "null" }] }],
  ['x: "a" | "b"', { type: "string", enum: ["a", "b"] }],
  ['x: "a" | null', { anyOf: [{ type: "string", const: "a" }, { type: "null" }] }],
  [
    "x: 1 | 2",
    {
      anyOf: [
        { type: "number", const: 1 },
        { type: "number", const: 2 },
      ],
    },
  ],
  ['x: string | "a"', { anyOf: [{ type: "string" }, { type: "string", const: "a" }] }],
  ["@minLength(1) @maxLength(9) x: string", { type: "string", minLength: 1, maxLength: 9 }],
  ["@minValue(1) @maxValue(9) x: safeint", { type: "integer", minimum: 1, maximum: 9 }],
  ["@minValueExclusive(0) @maxValueExclusive(1) x: float64", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
  ["@maxValue(100) x: uint8", { type: "integer", minimum: 0, maximum: 100 }],
  ['@pattern("^[a-z]+$") x: string', { type: "string", pattern: "^[a-z]+$" }],
  ['@format("uuid") x: string', { type: "string", format: "uuid" }],
  ["@maxBytes(64) x: string", { type: "string", "x-max-bytes": 64 }],
  ["@jsonText x: unknown", { "x-json-text": true }],
  ['@pattern("^[a-z]+$", "must be letters") x: string', { type: "string", pattern: "^[a-z]+$", "x-pattern-message": "must be letters" }],
  ["@maxJsonBytes(64) x: Record<unknown>", { type: "object", additionalProperties: true, "x-max-json-bytes": 64 }],
  ['x?: string = "ding"', { type: "string", default: "ding" }],
  ["x?: safeint = 3", { type: "integer", default: 3 }],
  ["x?: boolean = false", { type: "boolean", default: false }],
  ["x?: string[] = #[]", { type: "array", items: { type: "string" }, default: [] }],
  ["x?: string | null = null", { anyOf: [{ type: "string" }, { type: "null" }], default: null }],
  ["/** What it sounds like. */ x: string", { description: "What it sounds like.", type: "string" }],
  ["x: { y: string; z?: safeint }", { type: "object", properties: { y: { type: "string" }, z: { type: "integer" } }, required: ["y"] }],
  ["x: {}[]", { type: "array", items: { type: "object", properties: {}, required: [] } }],
];

test.each(PROPERTIES)("%s is written so that a validator takes it", async (declaration, schema) => {
  const $defs = await schemasOf(`@published model Holder { ${declaration} }`);
  expect($defs["Holder"]?.properties?.["x"]).toEqual(schema);
  const ajv = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true });
  for (const keyword of ["x-max-json-bytes", "x-max-bytes", "x-json-text", "x-pattern-message"]) ajv.addKeyword(keyword);
  expect(() => ajv.compile({ $defs, $ref: "#/$defs/Holder" })).not.toThrow();
});

/** What has a name stands in `$defs`. */
const NAMED: [string, string, JsonSchema][] = [
  [
    "a model",
    "/** It rings. */ model Bell { tone: string }",
    { description: "It rings.", type: "object", properties: { tone: { type: "string" } }, required: ["tone"] },
  ],
  [
    "a model that extends another: its base's fields come first",
    "model Thing { weight: float64 } model Bell extends Thing { tone: string }",
    { type: "object", properties: { tone: { type: "string" }, weight: { type: "number" } }, required: ["tone", "weight"] },
  ],
  ["a model that is an array", "@maxItems(3) model Bell is string[]", { type: "array", items: { type: "string" }, maxItems: 3 }],
  ["a model that is a record", "model Bell is Record<safeint>", { type: "object", additionalProperties: { type: "integer" } }],
  [
    "a record with fields of its own",
    "model Bell { tone: string; ...Record<string> }",
    { type: "object", properties: { tone: { type: "string" } }, required: ["tone"], additionalProperties: { type: "string" } },
  ],
  [
    "a scalar with constraints",
    "/** A note. */ @minLength(1) scalar Bell extends string",
    { description: "A note.", type: "string", minLength: 1 },
  ],
  [
    "a scalar that extends another: it has the constraints of both",
    "@minLength(1) @maxLength(9) scalar Note extends string; @maxLength(2) scalar Bell extends Note",
    { type: "string", minLength: 1, maxLength: 2 },
  ],
  ["an enum of names", "enum Bell { high, low }", { type: "string", enum: ["high", "low"] }],
  ["an enum of texts", 'enum Bell { high: "H", low: "L" }', { type: "string", enum: ["H", "L"] }],
  ["an enum of whole numbers", "enum Bell { high: 2, low: 1 }", { type: "integer", enum: [2, 1] }],
  ["an enum of fractions", "enum Bell { high: 1.5, low: 1 }", { enum: [1.5, 1] }],
  ["an enum of both", 'enum Bell { high: "H", low: 1 }', { enum: ["H", 1] }],
  [
    "a union",
    "/** One or the other. */ union Bell { high: string, low: safeint }",
    { description: "One or the other.", anyOf: [{ type: "string" }, { type: "integer" }] },
  ],
  [
    "a model that extends a record",
    "model Bell extends Record<string> { tone: string }",
    { type: "object", properties: { tone: { type: "string" } }, required: ["tone"], additionalProperties: { type: "string" } },
  ],
  [
    "a model with properties that exclude each other",
    '@notTogether("high", "low") model Bell { high?: string; low?: string }',
    { type: "object", properties: { high: { type: "string" }, low: { type: "string" } }, required: [], not: { required: ["high", "low"] } },
  ],
  [
    "a scalar with a size",
    "@maxBytes(9) scalar Note extends string; @maxLength(2) scalar Bell extends Note",
    { type: "string", maxLength: 2, "x-max-bytes": 9 },
  ],
  [
    "a model that holds itself",
    "model Bell { next?: Bell }",
    { type: "object", properties: { next: { $ref: "#/$defs/Bell" } }, required: [] },
  ],
];

test.each(NAMED)("%s stands in $defs", async (_, declaration, schema) => {
  const { Holder, Bell } = await schemasOf(`${declaration}; @published model Holder { x: Bell }`);
  expect(Holder?.properties?.["x"]).toEqual({ $ref: "#/$defs/Bell" });
  expect(Bell).toEqual(schema);
});

test("a nullable reference is a choice of two", async () => {
  expect(await propertyOf("x: Bell | null", "model Bell {}")).toEqual({ anyOf: [{ $ref: "#/$defs/Bell" }, { type: "null" }] });
});

test("a member of an enum is its value", async () => {
  expect(await propertyOf("x: Bell.high", 'enum Bell { high: "H", low: "L" }')).toEqual({ const: "H" });
});

test("the default of a property that is an enum is the value, not the name", async () => {
  expect(await propertyOf("x?: Bell = Bell.high", 'enum Bell { high: "H", low: "L" }')).toEqual({ $ref: "#/$defs/Bell", default: "H" });
});

test("a constraint at a property narrows the scalar in place; the scalar itself stays as it is", async () => {
  const definitions = await schemasOf(
    "/** A note. */ @minLength(1) @maxLength(9) scalar Note extends string; @published model Holder { @maxLength(3) x: Note; y: Note }",
  );
  expect(definitions["Holder"]?.properties).toEqual({ x: { type: "string", minLength: 1, maxLength: 3 }, y: { $ref: "#/$defs/Note" } });
  expect(definitions["Note"]).toEqual({ description: "A note.", type: "string", minLength: 1, maxLength: 9 });
});

test("what is said at a property stands beside the reference", async () => {
  const reference = await propertyOf('/** The first note. */ x?: Note = "c"', "scalar Note extends string;");
  expect(reference).toEqual({ description: "The first note.", $ref: "#/$defs/Note", default: "c" });
});

test("an instance of a template has no name and is written in place", async () => {
  const definitions = await schemasOf("model Page<T> { items: T[] } model Bell {} @published model Holder { x: Page<Bell> }");
  expect(Object.keys(definitions)).toEqual(["Bell", "Holder"]);
  expect(definitions["Holder"]?.properties?.["x"]).toEqual({
    type: "object",
    properties: { items: { type: "array", items: { $ref: "#/$defs/Bell" } } },
    required: ["items"],
  });
});

test("an instance of a template that is given a name stands in $defs", async () => {
  const definitions = await schemasOf(
    "model Page<T> { items: T[] } model BellPage is Page<string>; @published model Holder { x: BellPage }",
  );
  expect(definitions["BellPage"]?.properties?.["items"]).toEqual({ type: "array", items: { type: "string" } });
});

test("anonymous models nest to any depth", async () => {
  expect(await propertyOf("x: { y: { z: { deep: boolean } }[] }")).toEqual({
    type: "object",
    properties: {
      y: {
        type: "array",
        items: {
          type: "object",
          properties: { z: { type: "object", properties: { deep: { type: "boolean" } }, required: ["deep"] } },
          required: ["z"],
        },
      },
    },
    required: ["y"],
  });
});

test("definitions are sorted by name, whatever refers to them first", async () => {
  const definitions = await schemasOf("model Zither {} model Anvil {} @published model Music { z: Zither; a: Anvil }");
  expect(Object.keys(definitions)).toEqual(["Anvil", "Music", "Zither"]);
});

test("a description of several lines keeps them", async () => {
  expect((await propertyOf("/**\n * First.\n *\n * Second.\n */\n x: string"))?.description).toBe("First.\n\nSecond.");
});
