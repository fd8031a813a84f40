import fc from "fast-check";
import { expect, test } from "vitest";
import { LineReader } from "./line-reader.ts";

const LIMIT = 10;

function read(...chunks: (string | Buffer)[]): string[] {
  const found: string[] = [];
  const reader = new LineReader(LIMIT, { line: (text) => found.push(text), unreadable: (fault) => found.push(`!${fault}`) });
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return found;
}

test("a line of the longest length is read, and one byte more is too long", () => {
  expect(read("0123456789\n01234567890\nok\n")).toEqual(["0123456789", "!too-long", "ok"]);
});

test("a line that is too long in many pieces is one fault, and costs nothing that comes after it", () => {
  expect(read("01234", "56789", "0", "1234567890123", "4\nok\n")).toEqual(["!too-long", "ok"]);
});

test("the last line needs no end", () => {
  expect(read("a\nb")).toEqual(["a", "b"]);
  expect(read("a\n")).toEqual(["a"]);
  expect(read("01234567890")).toEqual(["!too-long"]);
});

test("blank lines are nothing", () => {
  expect(read("\n\r\n  \na\r\n\n")).toEqual(["a\r"]);
});

test("bytes that are no UTF-8 are a fault of their line only", () => {
  expect(read(Buffer.from([0xff, 0x0a]), "a\n", Buffer.from([0xc3]), Buffer.from([0x0a]), "b\n")).toEqual([
    "!not-utf8",
    "a",
    "!not-utf8",
    "b",
  ]);
});

test("wherever the stream is cut, the lines are the same", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "é", "😀", " ", "\r"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(8)), (lines, sizes) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(""));
      const chunks: Buffer[] = [];
      let start = 0;
      for (const size of sizes) {
        chunks.push(bytes.subarray(start, start + size));
        start += size;
      }
      chunks.push(bytes.subarray(start));
      expect(read(...chunks)).toEqual(read(bytes));
    }),
  );
});
