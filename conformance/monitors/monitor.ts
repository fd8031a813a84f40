import type { JsonObject } from "../trace/format.ts";

/** A rule that was broken, as seen on the wire. */
export interface Violation {
  /** The id of the requirement. */
  rule: string;
  /** What is wrong, in a sentence. */
  what: string;
  expected?: unknown;
  received?: unknown;
}

/** Watches one connection, and tells when something on it breaks a rule, whatever the check is about. */
export interface Monitor {
  sent?(message: JsonObject): void;
  received(frame: JsonObject): Violation[];
}
