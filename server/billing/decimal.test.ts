import fc from "fast-check";
import { expect, test } from "vitest";
import { addDecimals, fromScaled, toScaled } from "./decimal.ts";

const PLACES = 30;
const digits = (minLength: number) => fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength: 25 });
/** Decimal numbers in every form that is read: leading and trailing zeros, with and without a fraction. */
const decimals = fc
  .tuple(fc.constantFrom("", "-"), digits(1), fc.option(digits(1)))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`);

test.each([
  ["0", "0", "0"],
  ["0.1", "0.2", "0.3"],
  ["1.50", "0.50", "2"],
  ["0.999", "0.001", "1"],
  ["-0.05", "0.05", "0"],
  ["-0.05", "0.01", "-0.04"],
  ["007", "0.10", "7.1"],
  ["99999999999999999999.99", "0.01", "100000000000000000000"],
])("%s and %s are %s", (left, right, sum) => {
  expect(addDecimals(left, right)).toBe(sum);
});

test.each(["", ".", "1.", ".5", "+1", "1e3", "1,5", " 1", "0x1", "NaN", "--1", "1.2.3", "١"])("%j is no decimal number", (text) => {
  expect(() => toScaled(text, 2)).toThrow(RangeError);
  expect(() => addDecimals(text, "1")).toThrow(RangeError);
  expect(() => addDecimals("1", text)).toThrow(RangeError);
});

test.each([
  ["1.239", 2, 123n],
  ["-1.239", 2, -123n],
  ["0.000001", 6, 1n],
  ["0.0000019", 6, 1n],
  ["12", 0, 12n],
  ["12.9", 0, 12n],
  ["-0", 3, 0n],
])("%s to %i places is %s: what lies beyond is cut off", (text, places, scaled) => {
  expect(toScaled(text, places)).toBe(scaled);
});

test.each([
  [0n, 0, "0"],
  [0n, 6, "0"],
  [5n, 0, "5"],
  [-5n, 1, "-0.5"],
  [1n, 6, "0.000001"],
  [1_500_000n, 6, "1.5"],
  [10n, 0, "10"],
  [1000n, 3, "1"],
])("%s of 10^-%i is %s", (scaled, places, text) => {
  expect(fromScaled(scaled, places)).toBe(text);
});

test("what is written is read back, and has no zero too many", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 20 }), (scaled, places) => {
      const text = fromScaled(scaled, places);
      expect(toScaled(text, places)).toBe(scaled);
      expect(text).toMatch(/^(0|-?([1-9]\d*|0\.\d*[1-9]|[1-9]\d*\.\d*[1-9]))$/);
    }),
  );
});

test("sums are exact, whatever the order", () => {
  fc.assert(
    fc.property(decimals, decimals, decimals, (a, b, c) => {
      const sum = addDecimals(a, b);
      expect(toScaled(sum, PLACES)).toBe(toScaled(a, PLACES) + toScaled(b, PLACES));
      expect(addDecimals(b, a)).toBe(sum);
      expect(addDecimals(sum, c)).toBe(addDecimals(a, addDecimals(b, c)));
    }),
  );
});

test("a number and its opposite come to nothing, and nothing changes a number but its form", () => {
  fc.assert(
    fc.property(decimals, (text) => {
      const opposite = text.startsWith("-") ? text.slice(1) : `-${text}`;
      expect(addDecimals(text, opposite)).toBe("0");
      expect(toScaled(addDecimals(text, "0"), PLACES)).toBe(toScaled(text, PLACES));
    }),
  );
});
