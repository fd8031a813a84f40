import fc from "fast-check";
import { expect, test } from "vitest";
import { OutputNews } from "./output-news.ts";

const KEPT = 1024 * 1024;

/** Everything that is told of an output which is looked at as it grows, when its owner keeps only so much of its end. */
function toldOf(pieces: readonly string[], kept: number): string {
  const news = new OutputNews();
  let output = "";
  let told = "";
  for (const piece of pieces) {
    output += piece;
    told += news.take(kept === Number.POSITIVE_INFINITY ? output : output.slice(-kept));
  }
  return told;
}

test("an output that only grows is told once, whatever is in it and however often it is looked at", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 10 })), (pieces) => {
      expect(toldOf(pieces, Number.POSITIVE_INFINITY)).toBe(pieces.join(""));
    }),
  );
});

test("an output whose beginning is cut off is told once, as long as it does not repeat itself", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 30 }), (lengths) => {
      let unit = 0;
      const pieces = lengths.map((length) => Array.from({ length }, () => String.fromCharCode(0x4e00 + unit++)).join(""));
      expect(toldOf(pieces, 20)).toBe(pieces.join(""));
    }),
  );
});

test("nothing is ever told twice, although less may be told of an output that repeats itself", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 })), fc.integer({ min: 5, max: 12 }), (pieces, kept) => {
      expect(toldOf(pieces, kept).length).toBeLessThanOrEqual(pieces.join("").length);
    }),
  );
});

test.each([
  ["the same again", ["one", "one"], "one"],
  ["less than before", ["one", "o", "", "one two"], "one two"],
  ["another one altogether", ["one", "two"], "onetwo"],
  ["the end of the first and more", ["one two", "two three"], "one two three"],
])("of %s only what is new is told", (_name, seen, told) => {
  const news = new OutputNews();
  expect(seen.map((output) => news.take(output)).join("")).toBe(told);
});

test("of what is larger than anyone would keep, the end is told, between characters", () => {
  const news = new OutputNews();
  expect(news.take("x".repeat(KEPT + 1))).toHaveLength(KEPT);
  const other = new OutputNews();
  const told = other.take("💡".repeat(KEPT));
  expect(told.isWellFormed()).toBe(true);
  expect(other.take(`a${"💡".repeat(KEPT / 2)}`).isWellFormed()).toBe(true);
});

test("two large outputs that nearly repeat each other are compared in a moment", () => {
  const news = new OutputNews();
  news.take(`${"a".repeat(KEPT - 1)}b`);
  expect(news.take("a".repeat(KEPT)).length).toBeGreaterThan(0);
});
