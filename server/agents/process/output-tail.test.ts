import fc from "fast-check";
import { expect, test } from "vitest";
import { OutputTail } from "./output-tail.ts";

/** What should be kept of a text: the longest end of whole characters that fits. */
function expectedTail(text: string, limit: number): string {
  const points = [...text];
  let size = 0;
  let start = points.length;
  while (start > 0) {
    const width = Buffer.byteLength(points[start - 1] ?? "");
    if (size + width > limit) break;
    size += width;
    start--;
  }
  return points.slice(start).join("");
}

test.each([
  ["one byte less than the limit", 6, "abcde", "abcde", false],
  ["exactly the limit", 5, "abcde", "abcde", false],
  ["one byte more than the limit", 4, "abcde", "bcde", true],
  ["nothing", 4, "", "", false],
  ["no room at all", 0, "a", "", true],
  ["a character that would be cut in two", 5, "aäöü", "öü", true],
  ["a character wider than the limit", 3, "😀", "", true],
])("of %s it keeps the end, beginning with a whole character", (_, limit, text, kept, truncated) => {
  const tail = new OutputTail(limit);
  tail.push(text);
  expect(tail.read()).toEqual({ text: kept, truncated });
});

test("however the text is pushed, what is kept is the longest end of whole characters that fits", () => {
  const pieces = fc.array(fc.string({ unit: "binary" }), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 64 }), (given, limit) => {
      const tail = new OutputTail(limit);
      let whole = "";
      for (const piece of given.map((text) => text.toWellFormed())) {
        tail.push(piece);
        whole += piece;
        const { text, truncated } = tail.read();
        expect(text).toBe(expectedTail(whole, limit));
        expect(truncated).toBe(Buffer.byteLength(whole) > limit);
      }
    }),
  );
});

test("a million small pieces take no more memory than twice the limit", () => {
  const limit = 64 * 1024;
  const tail = new OutputTail(limit);
  const before = process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 1_000_000; count++) tail.push("x");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * limit);
  expect(tail.read()).toEqual({ text: "x".repeat(limit), truncated: true });
});
