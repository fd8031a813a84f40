import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codePoints, explain, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";

const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat({ max: 0xffff })))
  .map((units) => String.fromCharCode(...units));

test("a text is as long as its code points are many, halves of surrogate pairs included", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(codePoints(text)).toBe([...text].length);
    }),
  );
});

test.each([
  ["", 0],
  ["a", 1],
  ["😀", 1],
  ["😀😀", 2],
  ["\ud83d", 1],
  ["\ude00", 1],
  ["\ude00\ud83d", 2],
  ["a\ud83d", 2],
  ["\ud83d\ud83d\ude00", 2],
  ["e\u0301", 2],
  ["👩‍💻", 3],
])("%j has %i code points", (text, length) => {
  expect(codePoints(text)).toBe(length);
});

test("the size of a value is that of its JSON in UTF-8", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonBytes(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
    }),
  );
});

test.each([
  ...["", "a", "é", "€", "😀", "\ud83d", "\ude00\ud83d", '"', "\\", "\b\t\n\f\r", "\u0000", "\u001f", "\u007f", "\u2028"],
  ...[[], {}, [[]], [{}], [1, 2], { a: 1 }, { "": null }, { é: ["😀"] }, null, true, false, 0, -0, 1e21, 1.5e-7, Number.MAX_VALUE],
  ...["\ud83d", "é", "\u0000", "😀"].flatMap((text) => [199, 200, 201, 400].map((count) => text.repeat(count))),
])("the size of %j is that of its JSON, too", (value) => {
  expect(jsonBytes(value)).toBe(Buffer.byteLength(JSON.stringify(value)));
});

test("the size of a text is that of its UTF-8, with three bytes for half of a surrogate pair", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, count) => {
      expect(utf8Bytes(text.repeat(count))).toBe(Buffer.byteLength(text.repeat(count)));
      expect(jsonBytes(text.repeat(count))).toBe(Buffer.byteLength(JSON.stringify(text.repeat(count))));
    }),
  );
});

test.each(["0", "7", "-1", "200", "007", "999999999999999"])("%s is a whole number", (text) => {
  expect(isNumeral(text, "integer")).toBe(true);
  expect(isNumeral(text, "number")).toBe(true);
});

test("a whole number has as many digits as a double holds without loss, and not one more", () => {
  for (const text of ["1000000000000000", "9007199254740991", "-9007199254740991"]) expect(isNumeral(text, "integer")).toBe(true);
  for (const text of ["9007199254740992", "-9007199254740992", "10000000000000000"]) expect(isNumeral(text, "integer")).toBe(false);
});

test.each(["", " ", " 1", "1 ", "1\n", "+1", "--1", "0x10", "1e3", "1e400", "Infinity", "NaN", "1_000", "١", "10000000000000000"])(
  "%j is no number",
  (text) => {
    expect(isNumeral(text, "integer")).toBe(false);
    expect(isNumeral(text, "number")).toBe(false);
  },
);

test.each(["1.5", "-0.25"])("%s is a number, but no whole one", (text) => {
  expect(isNumeral(text, "number")).toBe(true);
  expect(isNumeral(text, "integer")).toBe(false);
});

test.each([".5", "5.", "1.5.2"])("%s is no number", (text) => {
  expect(isNumeral(text, "number")).toBe(false);
});

test("a whole number in its plain form is read without loss", () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (value) => {
      expect(isNumeral(String(value), "integer")).toBe(true);
      expect(Number(String(value))).toBe(value);
    }),
  );
});

test("a client is told which field is missing, which words are allowed, and otherwise what the rule says", () => {
  expect(
    explain([
      { instancePath: "", keyword: "required", params: { missingProperty: "text" }, message: "must have required property 'text'" },
      { instancePath: "/attachments/0", keyword: "required", params: { missingProperty: "name" } },
      { instancePath: "/whenBusy", keyword: "enum", params: { allowedValues: ["reject", "queue"] } },
      { instancePath: "/limit", keyword: "maximum", params: { limit: 200 }, message: "must be <= 200" },
      { instancePath: "/odd", keyword: "odd", params: {} },
    ]),
  ).toEqual([
    { path: "/text", message: "is required" },
    { path: "/attachments/0/name", message: "is required" },
    { path: "/whenBusy", message: "must be one of reject, queue" },
    { path: "/limit", message: "must be <= 200" },
    { path: "/odd", message: "is not valid" },
  ]);
});

test.each([null, undefined, []])("where nothing is wrong there is nothing to tell: %j", (errors) => {
  expect(explain(errors)).toEqual([]);
});
