import fc from "fast-check";
import { expect, test } from "vitest";
import { coloured, fewLines, harmless, oneLine, plain } from "./style.ts";

test.each([
  ["plain text\n\twith a tab", "plain text\n\twith a tab"],
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]0;title\u0007text", "text"],
  ["\u001b[2J\u001b[Hwiped", "wiped"],
  ["over\rwritten", "overwritten"],
  ["windows\r\nlines", "windows\nlines"],
  ["bell\u0007, back\b, del\u007f, c1 \u009b31m", "bell, back, del, c1 "],
  ["naïve 語 😀", "naïve 語 😀"],
])("of %j only %j is printed", (text, printed) => {
  expect(harmless(text)).toBe(printed);
});

test("nothing that commands a terminal is ever printed", () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom("\u001b", "[", "]", "m", ";", "2", "J", "\u0007", "\r", "\u009b"), fc.string()),
  });
  fc.assert(
    fc.property(text, (anything) => {
      expect(harmless(anything)).not.toMatch(/(?![\n\t])\p{Cc}/u);
    }),
  );
});

test.each([
  ["short", 5, "short"],
  ["longer", 5, "long…"],
  ["😀😀😀", 3, "😀😀😀"],
  ["😀😀😀😀", 3, "😀😀…"],
  ["two\nlines\tand  spaces ", 40, "two lines and spaces"],
])("%j in %i places is %j", (text, length, shown) => {
  expect(oneLine(text, length)).toBe(shown);
});

test.each([
  ["a\nb\n", 2, ["a", "b"]],
  ["a\nb\nc", 2, ["a", "b", "… 1 more lines"]],
  ["", 2, [""]],
])("%j in %i lines is %j", (text, count, lines) => {
  expect(fewLines(text, count)).toEqual(lines);
});

test("a style without colours leaves everything as it is, one with colours ends what it begins", () => {
  expect(plain("red", "text")).toBe("text");
  expect(coloured("red", "text")).toBe("\u001b[31mtext\u001b[39m");
  expect(coloured("red", "")).toBe("");
});
