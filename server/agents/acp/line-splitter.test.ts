import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSplitter, LineTooLongError } from "./line-splitter.ts";

const lines = (splitter: LineSplitter, ...chunks: string[]) =>
  chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))].map((line) => line.toString()));

test("lines come without their ends, and the rest is kept", () => {
  const splitter = new LineSplitter(100);
  expect(lines(splitter, "one\ntwo\n\nthr", "ee\nrest")).toEqual(["one", "two", "", "three"]);
  expect(splitter.rest().toString()).toBe("rest");
  expect(splitter.rest().toString()).toBe("");
});

test("however a stream is cut, its lines are the same", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200), { maxLength: 10 }), (bytes, cuts) => {
      // Newlines are rare among random bytes.
      const stream = Buffer.from(bytes.map((byte) => (byte < 40 ? 10 : byte)));
      const splitter = new LineSplitter(1000);
      const found: string[] = [];
      let from = 0;
      for (const at of [...cuts.sort((left, right) => left - right), stream.length]) {
        for (const line of splitter.push(stream.subarray(from, Math.max(from, at)))) found.push(line.toString("latin1"));
        from = Math.max(from, Math.min(at, stream.length));
      }
      found.push(splitter.rest().toString("latin1"));
      expect(found).toEqual(stream.toString("latin1").split("\n"));
    }),
  );
});

test.each([
  ["in one piece", (text: string) => [`${text}\n`]],
  ["in two pieces", (text: string) => [text.slice(0, 4), `${text.slice(4)}\n`]],
  ["byte by byte", (text: string) => [...text, "\n"]],
])("a line of the limit passes and one byte more does not, %s", (_, cut) => {
  expect(lines(new LineSplitter(10), ...cut("x".repeat(9)))).toEqual(["x".repeat(9)]);
  expect(lines(new LineSplitter(10), ...cut("x".repeat(10)))).toEqual(["x".repeat(10)]);
  expect(() => lines(new LineSplitter(10), ...cut("x".repeat(11)))).toThrow(LineTooLongError);
});

test("a line that does not end is refused before it ends", () => {
  const splitter = new LineSplitter(10);
  lines(splitter, "x".repeat(10));
  expect(() => lines(splitter, "x")).toThrow(LineTooLongError);
});

test("the limit counts anew with every line", () => {
  expect(lines(new LineSplitter(3), "abc\nde", "f\nghi\n")).toEqual(["abc", "def", "ghi"]);
});
