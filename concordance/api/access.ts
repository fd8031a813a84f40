import { ConcordanceError } from "./concordance-error.ts";
import type { Grant } from "./keys.ts";

/** @throws ConcordanceError READ_ONLY */
export function mustAllow(grant: Grant, access: "none" | "read" | "write"): void {
  if (access === "write" && grant !== "write") throw new ConcordanceError("READ_ONLY", "This key may only read.");
}

export function unauthorized(): ConcordanceError {
  return new ConcordanceError("UNAUTHORIZED", "Send a key that this cluster knows: Authorization: Bearer <key>.");
}
