import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeeper } from "./calls.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test("the nesting of a text is that of its value, whatever stands in its strings", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: fc.constantFrom("{", "[", "]", "}", '"', "\\", "a") }), (value) => {
      const text = JSON.stringify(value);
      const depth = depthOf(value);
      expect(isDeeper(text, depth)).toBe(false);
      if (depth > 0) expect(isDeeper(text, depth - 1)).toBe(true);
    }),
  );
});
