import { expect, test } from "vitest";
import { partsOf } from "../src/emit/methods.ts";
import { importWords, wordsType } from "../src/emit/words.ts";

test.each([
  ["kv/get", "Kv", "get"],
  ["door/show-out", "Door", "showOut"],
  ["eth.block.get", "EthBlock", "get"],
  ["a/b/c", "AB", "c"],
  ["ping", "Rpc", "ping"],
  ["eth_call", "Rpc", "ethCall"],
  ["$/cancel_request", "$", "cancelRequest"],
])("the method %s is a function of the group %s, called %s", (name, service, method) => {
  expect(partsOf({ name })).toEqual({ service, method });
});

const $defs = { Right: { enum: ["a", "b"] }, Duty: { enum: ["b", "a"] }, Other: { enum: ["a"] } };

test("words have the type that has just these values, whatever their order, and of several the one by that name", () => {
  expect(wordsType({ $defs }, ["b", "a"], "Permission")).toMatchObject({ name: "Right", isOfSpec: true });
  expect(wordsType({ $defs }, ["a", "b"], "Duty")).toMatchObject({ name: "Duty", isOfSpec: true });
  expect(wordsType({ $defs }, ["a", "b", "c"], "Permission")).toMatchObject({ name: "Permission", isOfSpec: false });
  expect(wordsType({ $defs: {} }, [], "Permission").declaration).toBe("export type Permission = never;");
});

test("what is the spec's is imported once, what is not is not", () => {
  const right = wordsType({ $defs }, ["a", "b"], "Permission");
  const role = wordsType({ $defs }, ["x"], "Role");
  expect(importWords(right, role, right)).toBe('import type { Right } from "./types.ts";');
  expect(importWords(role)).toBe("");
});
