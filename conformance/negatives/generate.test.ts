import { expect, test } from "vitest";
import { readSpec } from "../runner/spec.ts";
import { readExamples } from "./examples.ts";
import { concordanceCases, gatewayCases, sentFields } from "./generate.ts";

const { gateway, concordance } = await readSpec();
const GATEWAY = gatewayCases(gateway, await readExamples(gateway));
const CONCORDANCE = concordanceCases(concordance, await readExamples(concordance));

test.each([
  ["gateway", gateway, GATEWAY],
  ["concordance", concordance, CONCORDANCE],
])("%s: every field of every message, method and endpoint has a case", (_name, protocol, cases) => {
  const covered = new Set(cases.map(({ target, field }) => `${target} ${field}`));
  const fields = sentFields(protocol);
  expect(fields.filter((field) => !covered.has(field))).toEqual([]);
  expect(fields.length).toBeGreaterThan(100);
});

test("no two cases have the same id", () => {
  const ids = [...GATEWAY, ...CONCORDANCE].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the same spec makes the same cases", async () => {
  expect(gatewayCases(gateway, await readExamples(gateway))).toEqual(GATEWAY);
});
