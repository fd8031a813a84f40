import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EXAMPLES, exampleObject, parsed } from "./test/example-files.ts";
import { BODY_TYPES, GATEWAY, MESSAGE_TYPES, WIRE_TYPES } from "./test/gateway-model.ts";
import { placed, placesIn } from "./test/places.ts";
import { modelJudge, officialJudge, STANDALONE } from "./test/roads.ts";

const CHECKED = [...STANDALONE.keys()];
const VALID = EXAMPLES.filter(({ valid }) => valid);

/** Whether the generated validator accepts a value. */
function accepts(type: string, value: unknown): boolean {
  return STANDALONE.get(type)?.(value) ?? false;
}

/** Every default of the contract: type, field, value. */
const DEFAULTS: [string, string, unknown][] = [
  ["ListSessions", "includeArchived", false],
  ["ListSessions", "limit", 100],
  ["CreateSession", "name", "New session"],
  ["RunTurn", "whenBusy", "reject"],
  ["AnswerQuestion", "dismissed", false],
  ["GetHistory", "limit", 100],
  ["GetEvents", "afterSeq", 0],
  ["GetEvents", "limit", 500],
  ["ListFiles", "path", ""],
  ["ListFiles", "depth", 1],
  ["NewSession", "name", "New session"],
  ["NewTurn", "whenBusy", "reject"],
  ["NewAnswer", "dismissed", false],
];

test("a minimal message gets the defaults of its type, and no other field", () => {
  for (const type of [...MESSAGE_TYPES, ...BODY_TYPES]) {
    const value = exampleObject(type, "valid-minimal");
    const defaults = Object.fromEntries(DEFAULTS.filter(([owner]) => owner === type).map(([, field, value]) => [field, value]));
    expect(accepts(type, value)).toBe(true);
    expect(value).toEqual({ ...exampleObject(type, "valid-minimal"), ...defaults });
  }
});

test.each(DEFAULTS)("%s: a given %s stays as it is, and null is not taken for a missing one", (type, field) => {
  const full = exampleObject(type, "valid-full");
  const given = full[field];
  expect(accepts(type, full)).toBe(true);
  expect(full[field]).toBe(given);
  expect(accepts(type, { ...exampleObject(type, "valid-minimal"), [field]: null })).toBe(false);
});

test("the prices of an agent that are not given are nothing", () => {
  const file = { demo: { runtime: "demo", script: "echo", pricing: { reserve: "5" } } };
  expect(accepts("AgentsFile", file)).toBe(true);
  expect(file.demo.pricing).toEqual({ reserve: "5", turn: "0", inputTokens: "0", outputTokens: "0" });
});

test.each([...MESSAGE_TYPES, ...BODY_TYPES])("%s accepts fields that it does not know, and keeps them", (type) => {
  const unknown = { trace: { id: "0af7651916cd43dd" }, "": null, toString: "later", experimental: [1, 2] };
  const value = { ...exampleObject(type, "valid-full"), ...unknown };
  expect(accepts(type, value)).toBe(true);
  expect(value).toMatchObject(unknown);
});

test("base64 is judged however long it is", () => {
  const message = (data: string) => ({
    ...exampleObject("RunTurn", "valid-minimal"),
    attachments: [{ name: "a", mimeType: "text/plain", data }],
  });
  const data = "YWJj".repeat(4 * 1024 * 1024);
  expect(accepts("RunTurn", message(data))).toBe(true);
  expect(accepts("RunTurn", message(`${data}YQ`))).toBe(false);
});

const HOSTILE = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"__proto__":null}',
  '{"__proto__":{"type":"ping"},"type":"ping"}',
  '{"hasOwnProperty":1,"toString":null,"valueOf":{},"toJSON":"x"}',
  '{"metadata":{"__proto__":{"polluted":true},"toJSON":1}}',
  '{"answers":{"constructor":{"prototype":{}}},"attachments":[{"__proto__":{"data":""}}]}',
];

test.each(HOSTILE)("no validator throws at %s, and nothing is polluted", (hostile) => {
  for (const type of CHECKED) {
    accepts(type, JSON.parse(hostile));
    accepts(type, { ...exampleObject(type, "valid-full"), ...(JSON.parse(hostile) as object) });
  }
  expect("polluted" in {}).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("a field that stands below __proto__ is not taken for the message's own", () => {
  const { type, ...fields } = exampleObject("RenameSession", "valid-minimal");
  const smuggled = JSON.parse(`{"type":${JSON.stringify(type)},"__proto__":${JSON.stringify(fields)}}`) as unknown;
  expect(accepts("RenameSession", smuggled)).toBe(false);
});

test.each(CHECKED)("the validator of %s throws at no JSON, and says why it refuses", (type) => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: false })), (value) => {
      const validate = STANDALONE.get(type);
      const accepted = validate?.(JSON.parse(JSON.stringify(value ?? null) ?? "null"));
      expect(typeof accepted).toBe("boolean");
      if (accepted === false) expect(validate?.errors?.length).toBeGreaterThan(0);
    }),
  );
});

/** A valid value in which one field holds something else, is gone, or has a neighbour that nobody knows. */
const broken = (type: string) =>
  fc
    .tuple(
      fc.constantFrom(...VALID.filter((example) => example.type === type)),
      fc.nat(),
      fc.constantFrom("replace", "remove", "add"),
      fc.jsonValue(),
    )
    .map(([example, nth, how, other]) => {
      const places = placesIn(type, parsed(example));
      const place = places[nth % places.length];
      if (place === undefined) return other;
      if (how === "replace") return placed(place, other);
      if (how === "add") return { ...(place.base as object), unheardOf: other };
      return removed(place.base, place.pointer);
    });

function removed(value: unknown, pointer: string): unknown {
  const copy = structuredClone(value);
  const names = pointer.slice(1).split("/");
  const last = names.pop() ?? "";
  const holder = names.reduce((at, name) => (at as Record<string, unknown>)[name], copy) as Record<string, unknown>;
  if (typeof holder === "object" && holder !== null && !Array.isArray(holder)) delete holder[last];
  return copy;
}

test.each(WIRE_TYPES)("the three roads from the spec judge any %s alike", (type) => {
  fc.assert(
    fc.property(broken(type), (value) => {
      const verdict = officialJudge(type)(structuredClone(value));
      expect(modelJudge(type)(structuredClone(value))).toBe(verdict);
      if (STANDALONE.has(type)) expect(accepts(type, structuredClone(value))).toBe(verdict);
    }),
    { numRuns: 200 },
  );
});

test.each(WIRE_TYPES)("the two schemas of %s judge numbers at the edge of what JSON can hold alike", (type) => {
  const numbers = placesIn(type, exampleObject(type, "valid-full")).filter(
    ({ schema }) => schema.type === "integer" || schema.type === "number",
  );
  for (const place of numbers) {
    for (const value of [0, -0, 1e300, -1e300, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, 5e-324, 0.1]) {
      expect([place.pointer, value, modelJudge(type)(placed(place, value))]).toEqual([
        place.pointer,
        value,
        officialJudge(type)(placed(place, value)),
      ]);
    }
  }
});

test("every type of the model has a schema of the official emitter", () => {
  expect(Object.keys(GATEWAY.$defs).filter((type) => !officialJudge(type))).toEqual([]);
});
