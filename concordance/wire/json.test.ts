import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { parseJson } from "./json.ts";

const nested = (levels: number) => Buffer.from(`${"[".repeat(levels)}${"]".repeat(levels)}`);

test("any JSON comes out as it went in", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("whatever bytes come: a value, or INVALID_JSON", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        parseJson(Buffer.from(bytes));
      } catch (error) {
        expect(error).toMatchObject({ code: "INVALID_JSON" });
      }
    }),
  );
});

test("nesting at the limit is read, one level more is not", () => {
  expect(() => parseJson(nested(LIMITS.jsonNesting))).not.toThrow();
  expect(() => parseJson(nested(LIMITS.jsonNesting + 1))).toThrow(expect.objectContaining({ code: "INVALID_JSON" }));
  expect(() => parseJson(Buffer.from("[".repeat(1_000_000)))).toThrow(expect.objectContaining({ code: "INVALID_JSON" }));
});

test("brackets within texts nest nothing, however they are escaped", () => {
  for (const text of ["[".repeat(500), `\\"${"[".repeat(500)}`, `${"\\".repeat(99)}"${"{".repeat(500)}`]) {
    expect(parseJson(Buffer.from(JSON.stringify([text])))).toEqual([text]);
  }
});

test("what a double cannot hold is refused, what only looks like it is not", () => {
  for (const number of ["1e309", "-1e999", `1${"0".repeat(400)}`, "1E+00000000000000000400"]) {
    expect(() => parseJson(Buffer.from(`{"a":[${number}]}`))).toThrow(expect.objectContaining({ code: "INVALID_JSON" }));
  }
  for (const json of ["1e308", "1e-999", '"1e999"', `"${"9".repeat(400)}"`, `0.${"1".repeat(400)}`]) {
    expect(parseJson(Buffer.from(json))).toEqual(JSON.parse(json));
  }
});
