import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonSchema, ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { SCALARS as STORE_SCALARS } from "../../generated/concordance/scalars.ts";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import { ROOT } from "./test/repository-copy.ts";

const { protocols } = JSON.parse(readFileSync(join(ROOT, "generated/protocol.json"), "utf8")) as ProtocolDocument;
const DEFINITIONS = definitionsOf("gateway");

function definitionsOf(protocol: string): Record<string, JsonSchema> {
  return protocols.find(({ name }) => name === protocol)?.$defs ?? {};
}

test.each([
  ["gateway", SCALARS],
  ["concordance", STORE_SCALARS],
] as const)("every named text of the %s that is held to something is there, with all that it is held to", (protocol, scalars) => {
  const rules = Object.entries(definitionsOf(protocol)).flatMap(([name, { type, pattern, minLength, maxLength, ...rest }]) => {
    const all = { pattern, minLength, maxLength, maxBytes: rest["x-max-bytes"] };
    const given = Object.fromEntries(Object.entries(all).filter(([, rule]) => rule !== undefined));
    return type === "string" && Object.keys(given).length > 0 ? [[name, given]] : [];
  });
  expect(scalars).toEqual(Object.fromEntries(rules));
});

test.each([
  ["TenantId", "acme", "../acme"],
  ["SessionId", "8c5f7a1e-24b1-4e0e-9f5e-0f6f1c1f6d9a", "-".repeat(36)],
  ["Base64", "YWJj", "YWJj="],
] as const)("the pattern of %s makes an expression: it takes %j, and not %j", (name, fits, breaks) => {
  const pattern = new RegExp(SCALARS[name].pattern);
  expect([pattern.test(fits), pattern.test(breaks)]).toEqual([true, false]);
});

test("an option and a turn of a client are named alike wherever they are", () => {
  // What an agent can be set to is named by the agent, and may be longer.
  const definitions = Object.entries(DEFINITIONS).filter(([name]) => name !== "SessionOption");
  const references = (field: string) =>
    definitions.flatMap(([, { properties }]) => (properties?.[field] === undefined ? [] : [properties[field].$ref]));
  expect([...new Set(references("optionId"))]).toEqual(["#/$defs/OptionId"]);
  expect([...new Set(references("clientTurnId"))]).toEqual(["#/$defs/ClientTurnId"]);
});

test("no source file of the gateway writes a pattern of the spec again", () => {
  const sources = readdirSync(join(ROOT, "server"), { recursive: true, encoding: "utf8" }).filter((path) => /(?<!\.test)\.ts$/.test(path));
  const patterns = Object.values(SCALARS).flatMap((rules) => ("pattern" in rules ? [rules.pattern] : []));
  const copies = sources.filter((path) => {
    const text = readFileSync(join(ROOT, "server", path), "utf8");
    return patterns.some((pattern) => text.includes(pattern) || text.includes(pattern.replaceAll("/", "\\/")));
  });
  expect(copies).toEqual([]);
});
