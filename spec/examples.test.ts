import { expect, test } from "vitest";
import { type Example, parsed } from "./test/example-files.ts";
import { type Judge, modelJudge, officialJudge } from "./test/roads.ts";
import { rulesOf } from "./test/rules.ts";
import { everywhere, SPECS, type Spec } from "./test/specs.ts";

const WIRE = everywhere(({ wire }) => wire);
const SENT = everywhere(({ sent }) => sent);
const STANDALONE = everywhere(({ standalone }) => standalone.keys());
const WITH_FIELDS = WIRE.filter(([, spec, type]) => spec.definition(type).properties !== undefined);
const EXAMPLES = SPECS.flatMap(({ name: protocol, examples }) => examples.map((example) => ({ protocol, ...example })));
/** A value whose limit is larger than an example may be; its limits are tested from code. */
const LARGEST_EXAMPLE = 4608;

/** Each names a scope of configuration, and stands with that scope only. */
const SCOPE_IDS = ["sessionId", "projectId", "deviceId"];

/** The names of the examples on which a judge errs. */
function misjudged(judge: Judge, examples: Example[]): string[] {
  return examples.filter((example) => judge(parsed(example)) !== example.valid).map(({ name }) => name);
}

test.each(SPECS)("$name: everything that crosses a wire has examples, and nothing else does", ({ examples, wire }) => {
  expect([...new Set(examples.map(({ type }) => type))]).toEqual(wire);
});

test.each(WIRE)("%s has a minimal and a full example, and at least two that are wrong", (_, spec, type) => {
  const names = spec.examplesOf(type).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["valid-minimal", "valid-full"]));
  expect(names.filter((name) => name.startsWith("invalid-")).length).toBeGreaterThanOrEqual(2);
});

test("the name of an example says what it is, and its file is small and formatted", () => {
  const wrong = EXAMPLES.filter(
    ({ name, text }) =>
      !/^(in)?valid(-[a-z0-9]+)+$/.test(name) || text !== `${JSON.stringify(JSON.parse(text), null, 2)}\n` || text.length > LARGEST_EXAMPLE,
  );
  expect(wrong.map(({ protocol, type, name }) => `${protocol} ${type}/${name}`)).toEqual([]);
});

test("no two examples of a type are the same value under two names", () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  // A type without optional fields, or with one possible value, may have a full example that is its minimal one.
  for (const { protocol, type, name, text } of EXAMPLES.filter((example) => example.name !== "valid-full")) {
    const other = seen.get(protocol + type + text);
    if (other !== undefined) twice.push(`${protocol} ${type}: ${other} and ${name}`);
    seen.set(protocol + type + text, name);
  }
  expect(twice).toEqual([]);
});

test.each(WITH_FIELDS)("the minimal example of %s has the required fields only, the full one every field", (_, spec, type) => {
  const { properties = {}, required = [], not } = spec.definition(type);
  const full = spec.exampleObject(type, "valid-full");
  // Of fields that exclude each other the full example has the first, of the ids of scopes that of its own scope.
  const [, ...excluded] = not?.required ?? [];
  const others = "scope" in properties ? SCOPE_IDS.filter((name) => name !== `${String(full["scope"])}Id`) : [];
  const fields = Object.keys(properties).filter((name) => !excluded.includes(name) && !others.includes(name));
  expect(Object.keys(spec.exampleObject(type, "valid-minimal")).sort()).toEqual([...required].sort());
  expect(Object.keys(full).sort()).toEqual(fields.sort());
});

test("a valid example of configuration has the id of its scope, and no other, at any depth", () => {
  const places = EXAMPLES.filter(({ protocol, valid }) => protocol === "gateway" && valid).flatMap((example) => targetsIn(parsed(example)));
  expect(places.length).toBeGreaterThan(50);
  for (const place of places) expect(Object.keys(place).filter((name) => SCOPE_IDS.includes(name))).toEqual(idOf(String(place["scope"])));
});

/** The id that a scope is named by, if any. */
function idOf(scope: string): string[] {
  return SCOPE_IDS.filter((name) => name === `${scope}Id`);
}

/** Everything in a value that names a place of configuration. */
function targetsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "scope" in value && "key" in value ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap(targetsIn)];
}

test("the type of a valid message or event is that of its folder", () => {
  for (const { protocol, examples } of SPECS) {
    const literals = new Map([...protocol.messages, ...protocol.events].map(({ model, type }) => [model, type]));
    for (const example of examples.filter(({ type, valid }) => valid && literals.has(type))) {
      expect((parsed(example) as { type?: unknown }).type).toBe(literals.get(example.type));
    }
  }
});

test("every message, call, body and configuration file has a generated validator, and no other type", () => {
  const [gateway, concordance] = SPECS as [Spec, Spec];
  expect([...gateway.standalone.keys()].sort()).toEqual([...gateway.sent, ...gateway.protocol.published].sort());
  expect([...concordance.standalone.keys()].sort()).toEqual([...concordance.sent, "PeerMessage"].sort());
});

test.each(STANDALONE)("the generated validator of %s accepts the valid examples and refuses the others", (_, spec, type) => {
  expect(misjudged((value) => spec.accepts(type, value), spec.examplesOf(type))).toEqual([]);
});

test.each(WIRE)("the model's schema of %s accepts the valid examples and refuses the others", (_, spec, type) => {
  expect(misjudged(modelJudge(type, spec.name), spec.examplesOf(type))).toEqual([]);
});

test.each(WIRE)("the official emitter's schema of %s accepts the valid examples and refuses the others", (_, spec, type) => {
  expect(misjudged(officialJudge(type, spec.name), spec.examplesOf(type))).toEqual([]);
});

test.each(SENT)("the examples of %s break every rule that a small file can break", (_, spec, type) => {
  const broken = new Set(spec.examplesOf(type).flatMap((example) => (example.valid ? [] : brokenRules(spec, type, parsed(example)))));
  const rules = rulesOf(spec, type).filter(({ keyword, limit = 0 }) => !(TOO_LONG[keyword] !== undefined && limit > TOO_LONG[keyword]));
  expect(rules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

/** Limits that a small file cannot reach: `spec/limits.test.ts` breaks them. */
const TOO_LONG: Readonly<Record<string, number>> = { maxLength: 1000, maxItems: 100 };

test.each(SENT)("an invalid example of %s breaks one field only", (_, spec, type) => {
  const several = spec.examplesOf(type).filter((example) => !example.valid && brokenFields(spec, type, parsed(example)).size !== 1);
  expect(several.map(({ name }) => name)).toEqual([]);
});

/** The rules that a value breaks, as `rulesOf` names them. */
function brokenRules(spec: Spec, type: string, value: unknown): string[] {
  const judge = modelJudge(type, spec.name);
  judge(value);
  return (judge.errors ?? []).map(({ instancePath, keyword, params }) => {
    const path = instancePath.replace(/\/\d+(?=\/|$)/g, "/-");
    return keyword === "required" ? `${path}/${String(params["missingProperty"])} required` : `${path} ${keyword}`;
  });
}

/** The top-level fields in which a value breaks a rule. */
function brokenFields(spec: Spec, type: string, value: unknown): Set<string> {
  return new Set(brokenRules(spec, type, value).map((rule) => rule.split(/[/ ]/)[1] ?? ""));
}
