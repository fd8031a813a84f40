import { expect, test } from "vitest";
import { ExpansionError, expand, padded } from "./expand.ts";
import type { Json } from "./format.ts";

const VARIABLES = new Map<string, Json>([
  ["id", "s1"],
  ["n", 7],
  ["list", [1, 2]],
]);
const LIMITS = new Map([["nameLength", 5]]);

test.each<[string, Json, Json]>([
  ["a variable keeps its type", "${n}", 7],
  ["a variable may be a list", { a: "${list}" }, { a: [1, 2] }],
  ["within a text it becomes text", "/sessions/${id}/turns?n=${n}", "/sessions/s1/turns?n=7"],
  ["names are filled in, too", { "${id}": 1 }, { s1: 1 }],
  ["a text at a limit", { $text: "é", limit: "nameLength" }, "ééééé"],
  ["a text one over a limit", { $text: "😀", limit: "nameLength", plus: 1 }, "😀😀😀😀😀😀"],
  ["a text of some times", { $text: "ab", times: 2 }, "abab"],
  ["a number of the spec", { $limit: "nameLength", plus: -1 }, 4],
  ["a list counts", { $list: "a${index}", times: 2 }, ["a1", "a2"]],
  ["arrays within each other", { $nested: 3 }, [[[]]]],
  ["what is no variable", "$5 {id}", "$5 {id}"],
])("%s", (_, given, expanded) => {
  expect(expand(given, VARIABLES, LIMITS)).toEqual(expanded);
});

test("a variable or a limit that there is not is told", () => {
  expect(() => expand("${none}", VARIABLES, LIMITS)).toThrow(new ExpansionError('There is no variable "none" yet.', "none"));
  expect(() => expand({ $limit: "none" }, VARIABLES, LIMITS)).toThrow(new ExpansionError('The spec has no limit "none".'));
});

test.each([100, 1000, 1_048_576])("a frame grows to exactly %i bytes, also with characters of several bytes", (bytes) => {
  const text = padded({ type: "ping", name: "é😀" }, bytes);
  expect(Buffer.byteLength(text)).toBe(bytes);
  expect(JSON.parse(text)).toMatchObject({ type: "ping", name: "é😀" });
});
