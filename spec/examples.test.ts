import { expect, test } from "vitest";
import { EXAMPLES, type Example, exampleObject, examplesOf, parsed } from "./test/example-files.ts";
import { BODY_TYPES, definition, GATEWAY, MESSAGE_TYPES, WIRE_TYPES } from "./test/gateway-model.ts";
import { type Judge, modelJudge, officialJudge, STANDALONE } from "./test/roads.ts";
import { rulesOf } from "./test/rules.ts";

const STANDALONE_TYPES = [...MESSAGE_TYPES, ...BODY_TYPES, ...GATEWAY.published];
const TYPES_WITH_FIELDS = WIRE_TYPES.filter((type) => definition(type).properties !== undefined);
/** A value whose limit is larger than an example may be; its limits are tested from code. */
const LARGEST_EXAMPLE = 4608;

/** The names of the examples on which a judge errs. */
function misjudged(judge: Judge, examples: Example[]): string[] {
  return examples.filter((example) => judge(parsed(example)) !== example.valid).map(({ name }) => name);
}

test("everything that crosses a wire has examples, and nothing else does", () => {
  expect([...new Set(EXAMPLES.map(({ type }) => type))]).toEqual(WIRE_TYPES);
});

test.each(WIRE_TYPES)("%s has a minimal and a full example, and at least two that are wrong", (type) => {
  const names = examplesOf(type).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["valid-minimal", "valid-full"]));
  expect(names.filter((name) => name.startsWith("invalid-")).length).toBeGreaterThanOrEqual(2);
});

test("the name of an example says what it is, and its file is small and formatted", () => {
  const wrong = EXAMPLES.filter(
    ({ name, text }) =>
      !/^(in)?valid(-[a-z0-9]+)+$/.test(name) || text !== `${JSON.stringify(JSON.parse(text), null, 2)}\n` || text.length > LARGEST_EXAMPLE,
  );
  expect(wrong.map(({ type, name }) => `${type}/${name}`)).toEqual([]);
});

test("no two examples of a type are the same value under two names", () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  // A type without optional fields, or with one possible value, may have a full example that is its minimal one.
  for (const { type, name, text } of EXAMPLES.filter((example) => example.name !== "valid-full")) {
    const other = seen.get(type + text);
    if (other !== undefined) twice.push(`${type}: ${other} and ${name}`);
    seen.set(type + text, name);
  }
  expect(twice).toEqual([]);
});

test.each(TYPES_WITH_FIELDS)("the minimal example of %s has the required fields only, the full one every field", (type) => {
  const { properties, required } = definition(type);
  expect(Object.keys(exampleObject(type, "valid-minimal")).sort()).toEqual([...(required ?? [])].sort());
  expect(Object.keys(exampleObject(type, "valid-full")).sort()).toEqual(Object.keys(properties ?? {}).sort());
});

test("the type of a valid message or event is that of its folder", () => {
  const literals = new Map([...GATEWAY.messages, ...GATEWAY.events].map(({ model, type }) => [model, type]));
  for (const example of EXAMPLES.filter(({ type, valid }) => valid && literals.has(type))) {
    expect((parsed(example) as { type?: unknown }).type).toBe(literals.get(example.type));
  }
});

test("every message, body and published type has a generated validator, and no other type", () => {
  expect([...STANDALONE.keys()].sort()).toEqual([...STANDALONE_TYPES].sort());
});

test.each(STANDALONE_TYPES)("the generated validator of %s accepts the valid examples and refuses the others", (type) => {
  const validate = STANDALONE.get(type);
  expect(misjudged((value) => validate?.(value) ?? false, examplesOf(type))).toEqual([]);
});

test.each(WIRE_TYPES)("the model's schema of %s accepts the valid examples and refuses the others", (type) => {
  expect(misjudged(modelJudge(type), examplesOf(type))).toEqual([]);
});

test.each(WIRE_TYPES)("the official emitter's schema of %s accepts the valid examples and refuses the others", (type) => {
  expect(misjudged(officialJudge(type), examplesOf(type))).toEqual([]);
});

test.each([...MESSAGE_TYPES, ...BODY_TYPES])("the examples of %s break every rule that a small file can break", (type) => {
  const broken = new Set(examplesOf(type).flatMap((example) => (example.valid ? [] : brokenRules(type, parsed(example)))));
  const rules = rulesOf(type).filter(({ keyword, limit }) => !(keyword === "maxLength" && (limit ?? 0) > 1000));
  expect(rules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test.each([...MESSAGE_TYPES, ...BODY_TYPES])("an invalid example of %s breaks one field only", (type) => {
  const several = examplesOf(type).filter((example) => !example.valid && brokenFields(type, parsed(example)).size !== 1);
  expect(several.map(({ name }) => name)).toEqual([]);
});

/** The rules that a value breaks, as `rulesOf` names them. */
function brokenRules(type: string, value: unknown): string[] {
  const judge = modelJudge(type);
  judge(value);
  return (judge.errors ?? []).map(({ instancePath, keyword, params }) => {
    const path = instancePath.replace(/\/\d+(?=\/|$)/g, "/-");
    return keyword === "required" ? `${path}/${String(params["missingProperty"])} required` : `${path} ${keyword}`;
  });
}

/** The top-level fields in which a value breaks a rule. */
function brokenFields(type: string, value: unknown): Set<string> {
  return new Set(brokenRules(type, value).map((rule) => rule.split(/[/ ]/)[1] ?? ""));
}
