import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parsed } from "./test/example-files.ts";
import { placed, placesIn } from "./test/places.ts";
import { modelJudge, officialJudge } from "./test/roads.ts";
import { everywhere, SPECS, type Spec } from "./test/specs.ts";

const [GATEWAY, CONCORDANCE] = SPECS as [Spec, Spec];
const CHECKED = everywhere(({ standalone }) => standalone.keys());
const SENT = everywhere(({ sent }) => sent);
const WIRE = everywhere(({ wire }) => wire);

/** Every default of the contract: type, field, value. */
const GATEWAY_DEFAULTS: [string, string, unknown][] = [
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
  ["NewProject", "description", ""],
  ["ConfigListParams", "prefix", ""],
  ["ConfigListParams", "limit", 1000],
  ["AcpPromptMeta", "whenBusy", "reject"],
];
const CONCORDANCE_DEFAULTS: [string, string, unknown][] = [
  ...["KvGet", "KvList", "KvMget", "ClusterStatus"].map((name): [string, string, unknown] => [`${name}Params`, "consistency", "local"]),
  ...CONCORDANCE.protocol.methods
    .filter(({ name }) => !name.startsWith("watch/"))
    .map(({ params }): [string, string, unknown] => [params, "forward", true]),
  ...["KvSetParams", "KvDeleteParams", "KvBatchParams", "NewEntry", "NewBatch"].map((type): [string, string, unknown] => [
    type,
    "actor",
    "api",
  ]),
  ["KvListParams", "prefix", ""],
  ["KvListParams", "limit", 1000],
  ["ClusterJoinParams", "learner", false],
  ["NewMember", "learner", false],
];
const DEFAULTS = [
  ...GATEWAY_DEFAULTS.map(([type, field, value]): [string, string, unknown, Spec] => [type, field, value, GATEWAY]),
  ...CONCORDANCE_DEFAULTS.map(([type, field, value]): [string, string, unknown, Spec] => [type, field, value, CONCORDANCE]),
];

test.each(SENT)("a minimal %s gets the defaults of its type, and no other field", (_, spec, type) => {
  const value = spec.exampleObject(type, "valid-minimal");
  const own = DEFAULTS.filter(([owner, , , of]) => owner === type && of === spec);
  expect(spec.accepts(type, value)).toBe(true);
  expect(value).toEqual({
    ...spec.exampleObject(type, "valid-minimal"),
    ...Object.fromEntries(own.map(([, field, value]) => [field, value])),
  });
});

test.each(DEFAULTS)("%s: a given %s stays as it is, and null is not taken for a missing one", (type, field, _, spec) => {
  const full = spec.exampleObject(type, "valid-full");
  const given = full[field];
  expect(spec.accepts(type, full)).toBe(true);
  expect(full[field]).toBe(given);
  expect(spec.accepts(type, { ...spec.exampleObject(type, "valid-minimal"), [field]: null })).toBe(false);
});

test("the prices of an agent that are not given are nothing", () => {
  const file = { demo: { runtime: "demo", script: "echo", pricing: { reserve: "5" } } };
  expect(GATEWAY.accepts("AgentsFile", file)).toBe(true);
  expect(file.demo.pricing).toEqual({ reserve: "5", turn: "0", inputTokens: "0", outputTokens: "0" });
});

test.each(SENT)("%s accepts fields that it does not know, and keeps them", (_, spec, type) => {
  const unknown = { trace: { id: "0af7651916cd43dd" }, "": null, toString: "later", experimental: [1, 2] };
  const value = { ...spec.exampleObject(type, "valid-full"), ...unknown };
  expect(spec.accepts(type, value)).toBe(true);
  expect(value).toMatchObject(unknown);
});

test("an agent that is not marked as the default one is not", () => {
  const file = { demo: { runtime: "demo", script: "echo" } };
  expect(GATEWAY.accepts("AgentsFile", file)).toBe(true);
  expect(file.demo).toMatchObject({ default: false });
});

test("base64 is judged however long it is", () => {
  const message = (data: string) => ({
    ...GATEWAY.exampleObject("RunTurn", "valid-minimal"),
    attachments: [{ name: "a", mimeType: "text/plain", data }],
  });
  const data = "YWJj".repeat(4 * 1024 * 1024);
  expect(GATEWAY.accepts("RunTurn", message(data))).toBe(true);
  expect(GATEWAY.accepts("RunTurn", message(`${data}YQ`))).toBe(false);
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
  for (const [, spec, type] of CHECKED) {
    spec.accepts(type, JSON.parse(hostile));
    spec.accepts(type, { ...spec.exampleObject(type, "valid-full"), ...(JSON.parse(hostile) as object) });
  }
  expect("polluted" in {}).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test("a field that stands below __proto__ is not taken for the message's own", () => {
  const { type, ...fields } = GATEWAY.exampleObject("RenameSession", "valid-minimal");
  const smuggled = JSON.parse(`{"type":${JSON.stringify(type)},"__proto__":${JSON.stringify(fields)}}`) as unknown;
  expect(GATEWAY.accepts("RenameSession", smuggled)).toBe(false);
});

test.each(CHECKED)("the validator of %s throws at no JSON, and says why it refuses", (_, spec, type) => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.anything({ withNullPrototype: false })), (value) => {
      const validate = spec.standalone.get(type);
      const accepted = validate?.(JSON.parse(JSON.stringify(value ?? null) ?? "null"));
      expect(typeof accepted).toBe("boolean");
      if (accepted === false) expect(validate?.errors?.length).toBeGreaterThan(0);
    }),
  );
});

/** A valid value in which one field holds something else, is gone, or has a neighbour that nobody knows. */
const broken = (spec: Spec, type: string) =>
  fc
    .tuple(
      fc.constantFrom(...spec.examplesOf(type).filter(({ valid }) => valid)),
      fc.nat(),
      fc.constantFrom("replace", "remove", "add"),
      fc.jsonValue(),
    )
    .map(([example, nth, how, other]) => {
      const places = placesIn(spec, type, parsed(example));
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

test.each(WIRE)("the three roads from the spec judge any %s alike", (_, spec, type) => {
  fc.assert(
    fc.property(broken(spec, type), (value) => {
      const verdict = officialJudge(type, spec.name)(structuredClone(value));
      expect(modelJudge(type, spec.name)(structuredClone(value))).toBe(verdict);
      if (spec.standalone.has(type)) expect(spec.accepts(type, structuredClone(value))).toBe(verdict);
    }),
    { numRuns: 200 },
  );
});

test.each(WIRE)("the two schemas of %s judge numbers at the edge of what JSON can hold alike", (_, spec, type) => {
  const numbers = placesIn(spec, type, spec.exampleObject(type, "valid-full")).filter(
    ({ schema }) => schema.type === "integer" || schema.type === "number",
  );
  for (const place of numbers) {
    for (const value of [0, -0, 1e300, -1e300, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e21, 5e-324, 0.1]) {
      expect([place.pointer, value, modelJudge(type, spec.name)(placed(place, value))]).toEqual([
        place.pointer,
        value,
        officialJudge(type, spec.name)(placed(place, value)),
      ]);
    }
  }
});

test.each(SPECS)("$name: every type of the model has a schema of the official emitter", ({ name, protocol }) => {
  expect(Object.keys(protocol.$defs).filter((type) => !officialJudge(type, name))).toEqual([]);
});
