const PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Adds two decimal numbers written as text, without rounding.
 *
 * @throws RangeError when one of them is not a decimal number
 */
export function addDecimals(left: string, right: string): string {
  const places = Math.max(fractionDigits(left), fractionDigits(right));
  return fromScaled(toScaled(left, places) + toScaled(right, places), places);
}

/** A decimal number as a whole number of 10^-places. Digits beyond that are cut off. */
export function toScaled(text: string, places: number): bigint {
  const match = PATTERN.exec(text);
  if (!match) throw new RangeError("Not a decimal number.");
  const [, sign, whole = "0", fraction = ""] = match;
  const digits = BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
  return sign === "-" ? -digits : digits;
}

/** The inverse of `toScaled`, without trailing zeros. */
export function fromScaled(scaled: bigint, places: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = places === 0 ? "" : digits.slice(-places).replace(/0+$/, "");
  return `${scaled < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

function fractionDigits(text: string): number {
  return PATTERN.exec(text)?.[3]?.length ?? 0;
}
