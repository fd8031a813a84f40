import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "./format.ts";
import { isObject, match, type Variables } from "./match.ts";

const UUID = "9e107d9d-372b-4b6a-8c6e-3f0b8a1f2d10";

test.each<[string, Json, Json]>([
  ["the same value", 1, 1],
  ["a field more than expected", { a: 1 }, { a: 1, b: 2 }],
  ["nested objects", { a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }] } }],
  ["a kind", { $is: "uuid" }, UUID],
  ["any value", { $is: "any" }, null],
  ["a field that is absent", { a: { $absent: true } }, { b: 1 }],
  ["an optional field that is absent", { a: { $optional: 1 } }, {}],
  ["an optional field that is there", { a: { $optional: 1 } }, { a: 1 }],
  ["a pattern", { $matches: "^a+$" }, "aaa"],
  ["a range", { $min: 1, $max: 3 }, 3],
  ["one of some", { $oneOf: ["a", { b: 1 }] }, { b: 1 }],
  ["something else", { $not: { a: 1 } }, { a: 2 }],
  ["a list with some", { $has: [2, { a: 1 }] }, [{ a: 1, b: 1 }, 1, 2]],
  ["a list without some", { $hasNot: [3] }, [1, 2]],
  ["a list of one kind", { $each: { $is: "integer" } }, [1, 2]],
  ["a list of a size", { $size: 2 }, [1, 2]],
  ["a time", { $is: "time" }, 1_790_000_000_000],
  ["a decimal", { $is: "decimal" }, "-12.50"],
])("%s matches", (_, expected, received) => {
  expect(match(expected, received, new Map())).toEqual([]);
});

test.each<[string, Json, Json, string]>([
  ["another value", 1, 2, ""],
  ["a number as text", { a: 1 }, { a: "1" }, "/a"],
  ["a missing field", { a: { b: 1 } }, { a: {} }, "/a/b"],
  ["a list that is longer", { a: [1] }, { a: [1, 2] }, "/a"],
  ["another element", [1, 2], [1, 3], "/1"],
  ["a field that should be absent", { a: { $absent: true } }, { a: null }, "/a"],
  ["an optional field of another value", { a: { $optional: 1 } }, { a: 2 }, "/a"],
  ["no UUID", { $is: "uuid" }, "9e107d9d", ""],
  ["a fraction where an integer is expected", { $is: "integer" }, 1.5, ""],
  ["seconds where milliseconds are expected", { $is: "time" }, 1_790_000_000, ""],
  ["a text out of the pattern", { $matches: "^a+$" }, "ab", ""],
  ["a number out of the range", { $min: 1, $max: 3 }, 4, ""],
  ["none of some", { $oneOf: [1, 2] }, 3, ""],
  ["what must not be", { $not: 1 }, 1, ""],
  ["a list that lacks one", { $has: [1, 5] }, [1, 2], ""],
  ["a list with an unwanted one", { $hasNot: [{ a: 1 }] }, [{ a: 1, b: 2 }], ""],
  ["an element of another kind", { $each: { a: 1 } }, [{ a: 1 }, { a: 2 }], "/1/a"],
  ["a list of another size", { $size: 2 }, [1], ""],
  ["a list where an object is expected", { a: 1 }, [], ""],
  ["a name that a pointer must escape", { "a/b~c": 1 }, {}, "/a~1b~0c"],
])("%s does not match, and the place is told", (_, expected, received, path) => {
  expect(match(expected, received, new Map()).map((mismatch) => mismatch.path)).toEqual([path]);
});

test("what is captured is kept only when everything matches", () => {
  const variables: Variables = new Map();
  const expected: Json = { id: { $is: "uuid", as: "session" }, name: "a" };
  match(expected, { id: UUID, name: "b" }, variables);
  expect(variables.size).toBe(0);
  match(expected, { id: UUID, name: "a" }, variables);
  expect(variables.get("session")).toBe(UUID);
});

test("a matcher that there is not is a mistake of the trace, not of the server", () => {
  expect(() => match({ $kind: "uuid" }, UUID, new Map())).toThrow('There is no matcher "$kind".');
});

/** JSON without names that matchers have. */
const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"$')) as fc.Arbitrary<Json>;

test("every value matches itself, and no value matches one that is changed", () => {
  fc.assert(
    fc.property(json, json, (value, other) => {
      const same = JSON.parse(JSON.stringify(value)) as Json;
      expect(match(value, same, new Map())).toEqual([]);
      const differs = JSON.stringify({ value }) !== JSON.stringify({ value: other });
      fc.pre(differs && !isObject(value) && !Array.isArray(value));
      expect(match({ value }, { value: other }, new Map())).toHaveLength(1);
    }),
  );
});
