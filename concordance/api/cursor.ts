import { invalid } from "./invalid.ts";

/** Where a page ended, in a form that nobody takes apart. */
export function cursorOf(key: string): string {
  return Buffer.from(JSON.stringify([key])).toString("base64url");
}

/** The last key of the page before. @throws ConcordanceError INVALID_REQUEST when no page gave this cursor */
export function keyOf(cursor: string): string {
  try {
    const [key] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as [unknown];
    if (typeof key === "string" && cursorOf(key) === cursor) return key;
  } catch {
    // As with any other cursor that is none.
  }
  throw invalid([{ path: "/cursor", message: "must be the nextCursor of a page" }]);
}
