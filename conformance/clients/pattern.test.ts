import { expect, test } from "vitest";
import { departure, substitute } from "./pattern.ts";

test.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: "*" }, { a: null }],
  [{ a: { $absent: true } }, { b: 1 }],
  [{ a: { $oneOf: [1, { b: 2 }] } }, { a: { b: 2, c: 3 } }],
  [{ a: { $atLeast: 3 } }, { a: 3 }],
  [
    [1, { a: 1 }],
    [1, { a: 1, b: 1 }],
  ],
])("%j matches %j", (pattern, value) => {
  expect(departure(pattern, value)).toBeNull();
});

test.each([
  [{ a: 1 }, { a: "1" }, "/a"],
  [{ a: "*" }, {}, "/a is not there"],
  [{ a: { $absent: true } }, { a: null }, "must not be there"],
  [{ a: { $oneOf: [1, 2] } }, { a: 3 }, "none of"],
  [{ a: { $atLeast: 3 } }, { a: 2 }, "not at least 3"],
  [{ a: { $atLeast: 3 } }, { a: "4" }, "not at least 3"],
  [[1, 2], [1], "[1]"],
  [[1], [1, 2], "[1,2]"],
  [{ a: {} }, { a: null }, "/a"],
  [{ a: { b: 1 } }, { a: [1] }, "/a"],
  [{ deep: [{ a: 1 }] }, { deep: [{ a: 2 }] }, "/deep/0/a is 2, not 1"],
])("%j does not match %j, and it says why", (pattern, value, why) => {
  expect(departure(pattern, value)).toContain(why);
});

test("names stand for what they were given, and one that nobody gave is an error", () => {
  const names = new Map<string, unknown>([["m", { id: { of: 7 } }]]);
  expect(substitute({ a: ["$m.id.of", "$m"], b: "$$", c: { $repeat: ["x", 3] } }, names)).toEqual({
    a: [7, { id: { of: 7 } }],
    b: "$$",
    c: "xxx",
  });
  expect(() => substitute("$other.id", names)).toThrow("other");
});
