import type { ErrorDetail } from "../../generated/concordance/types.ts";
import { explain, type ValidationError } from "../../generated/runtime/validation.ts";
import { ConcordanceError } from "./concordance-error.ts";

/** The rule of a size in JSON, as validators report it. */
const SIZE_KEYWORD = "x-max-json-bytes";

/** What is said of rules that a call breaks. @param place put before the path of each field */
export function broken(errors: readonly ValidationError[] | null | undefined, place = ""): ConcordanceError {
  const details = explain(errors).map(({ path, message }) => ({ path: `${place}${path}`, message }));
  if (errors?.[0]?.keyword === SIZE_KEYWORD) return new ConcordanceError("TOO_LARGE", `${details[0]?.path} is too large.`, { details });
  return invalid(details);
}

export function invalid(details: readonly ErrorDetail[]): ConcordanceError {
  return new ConcordanceError("INVALID_REQUEST", "The request breaks a rule of its call.", { details });
}

/** What a service says of its parameters, for callers whose parameters stand at another place: over REST in the query. */
export function placed(error: unknown, place: string): unknown {
  if (!(error instanceof ConcordanceError) || !Array.isArray(error.data["details"])) return error;
  const details = (error.data["details"] as ErrorDetail[]).map(({ path, message }) => ({ path: `${place}${path}`, message }));
  return new ConcordanceError(error.code, error.message, { ...error.data, details });
}
