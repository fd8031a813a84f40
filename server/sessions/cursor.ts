import { GatewayError } from "../pipeline/gateway-error.ts";

/** Writes a position in a list so that clients can hand it back; they are not meant to read it. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Numbers in positions count something: places in a log, milliseconds, iterations. */
function isOfType(part: unknown, type: "string" | "number" | undefined): boolean {
  return type === "number" ? Number.isSafeInteger(part) && (part as number) >= 0 : typeof part === type;
}

/**
 * Reads a position back.
 *
 * @param types what each part must be
 * @throws GatewayError INVALID_MESSAGE when it is not a cursor of this list
 */
export function decodeCursor<Position extends readonly (string | number)[]>(
  cursor: string,
  types: readonly ("string" | "number")[],
): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(position) && position.length === types.length && position.every((part, index) => isOfType(part, types[index]))) {
      return position as unknown as Position;
    }
  } catch {
    // Falls through to the one answer for every cursor that is none.
  }
  throw new GatewayError("INVALID_MESSAGE", "The cursor is not one that this list gave.", {
    details: [{ path: "/cursor", message: "is not a cursor of this list" }],
  });
}
