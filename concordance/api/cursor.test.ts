import fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOf, keyOf } from "./cursor.ts";

test("a cursor stands for its key, whatever that is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (key) => {
      expect(keyOf(cursorOf(key))).toBe(key);
    }),
  );
});

test("what no page gave is refused", () => {
  for (const cursor of [
    "",
    "x",
    "!!",
    Buffer.from('["a"] ').toString("base64url"),
    Buffer.from("[1]").toString("base64url"),
    `${cursorOf("a")}=`,
  ]) {
    expect(() => keyOf(cursor)).toThrow(expect.objectContaining({ code: "INVALID_REQUEST" }));
  }
});
