import { expect, test } from "vitest";
import { readSpec } from "../runner/spec.ts";
import { readExamples } from "./examples.ts";
import { concordanceCases, gatewayCases, sentFields } from "./generate.ts";
import { rulesOf } from "./rules.ts";

const { gateway, concordance } = await readSpec();
const GATEWAY = gatewayCases(gateway, await readExamples(gateway));
const CONCORDANCE = concordanceCases(concordance, await readExamples(concordance));
const PROTOCOLS = [
  ["gateway", gateway, GATEWAY],
  ["concordance", concordance, CONCORDANCE],
] as const;

/** Rules that no request can break, or by another rule of the same field only. */
const UNBREAKABLE = [
  // Nothing between two slashes is another path.
  / \/path\/\w+ too-short$/,
  // A header without a value is no header.
  / \/headers\/[\w-]+ too-short$/,
];

test.each(PROTOCOLS)("%s: every field of every message, method and endpoint has a case", (_name, protocol, cases) => {
  const covered = new Set(cases.map(({ target, field }) => `${target} ${field}`));
  const fields = sentFields(protocol);
  expect(fields.filter((field) => !covered.has(field))).toEqual([]);
  expect(fields.length).toBeGreaterThan(100);
});

test.each(PROTOCOLS)("%s: every rule of every field has a case that breaks it", (_name, protocol, cases) => {
  const covered = new Set(cases.map(({ target, field, kind }) => `${target} ${field} ${kind}`));
  const missing = rulesOf(protocol).filter((rule) => !covered.has(rule) && !UNBREAKABLE.some((one) => one.test(rule)));
  expect(missing).toEqual([]);
});

test.each([
  ["ws", 1000],
  ["acp", 600],
  ["gateway-rest", 700],
  ["stream", 600],
  ["concordance-rest", 400],
])("%s has more than %i cases: that nothing fails says little where nothing is tried", (surface, least) => {
  expect([...GATEWAY, ...CONCORDANCE].filter((one) => one.surface === surface).length).toBeGreaterThan(least);
});

test("a text is tried at its limit in characters of one and of two UTF-16 units, and one beyond", () => {
  const texts = GATEWAY.filter(({ target, field }) => target === "rename_session" && field === "/name").flatMap(({ sent, expected }) => {
    const name = "message" in sent ? sent.message["name"] : undefined;
    return typeof name === "string" ? [[name.length, [...name].length, expected.verdict]] : [];
  });
  expect(texts).toEqual([
    [0, 0, "refused"],
    [201, 201, "refused"],
    [402, 201, "refused"],
    [1, 1, "accepted"],
    [2, 1, "accepted"],
    [200, 200, "accepted"],
    [400, 200, "accepted"],
  ]);
});

test("a value is tried at its limit in bytes of JSON, and one beyond", () => {
  const sizes = CONCORDANCE.filter(({ target, field }) => target === "kv/batch" && field === "/operations").flatMap(({ sent, kind }) => {
    const operations = "params" in sent ? (sent.params as { operations: unknown }).operations : undefined;
    const size = Buffer.byteLength(JSON.stringify(operations ?? null));
    return size > 1_000_000 ? [[kind, size]] : [];
  });
  expect(sizes).toEqual([
    ["too-large-as-json", 4_194_305],
    ["at-limit", 4_194_304],
  ]);
});

test("a message is a valid example in all but the field that is tried", () => {
  for (const { sent, field, kind } of GATEWAY.filter(({ target }) => target === "run_turn")) {
    if (!("message" in sent) || kind === "at-limit") continue;
    const [, name = ""] = field.split("/");
    const { [name.replace(/\(.*/, "")]: _tried, ...rest } = sent.message;
    expect(rest).toMatchObject(name === "type" ? {} : { type: "run_turn" });
    expect(Object.keys(rest).length).toBeGreaterThanOrEqual(6);
  }
});

test("no two cases have the same id", () => {
  const ids = [...GATEWAY, ...CONCORDANCE].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the same spec makes the same cases", async () => {
  expect(gatewayCases(gateway, await readExamples(gateway))).toEqual(GATEWAY);
});
