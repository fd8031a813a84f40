import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { fitting } from "./fitting.ts";

/** A text that takes so many bytes as JSON. */
const text = (bytes: number) => "x".repeat(bytes - 2);

test.each([
  ["one byte less than fits", -1, 2],
  ["exactly what fits", 0, 2],
  ["one byte more than fits", 1, 1],
])("of %s, what fits comes", (_name, excess, expected) => {
  const items = [text(1000), text(LIMITS.listBytes - 1000 + excess)];
  expect(fitting(items)).toEqual(items.slice(0, expected));
});

test("bytes are counted as JSON in UTF-8", () => {
  const items = ["😀".repeat(LIMITS.listBytes / 8), "\u0001".repeat(LIMITS.listBytes / 12), "x"];
  expect(fitting(items)).toEqual(items.slice(0, 1));
});

test("an item that is too large by itself comes by itself, and an empty list stays one", () => {
  expect(fitting([text(LIMITS.listBytes + 1), "x"])).toHaveLength(1);
  expect(fitting(["x", text(LIMITS.listBytes + 1)])).toEqual(["x"]);
  expect(fitting([])).toEqual([]);
});
