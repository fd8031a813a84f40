import { ConnectionLostError, GatewayError } from "../errors.ts";
import type { ErrorCode } from "../generated/types.ts";
import { RestError, UnexpectedAnswerError } from "./rest-errors.ts";

/**
 * Whether the same request may be made twice: it changes nothing (`read`), the gateway does it once by its key (`keyed`), or
 * it must not (`never`).
 */
export type Repeat = "read" | "keyed" | "never";

/** Answers that say nothing against the same request a little later. */
const TRANSIENT: readonly number[] = [502, 503, 504];
const TOO_MANY = 429;

/**
 * Whether a request that failed may be made again. Pure.
 *
 * @param isAgain it was made before, so that its own first attempt may still be under way
 */
export function mayRetry(error: unknown, repeat: Repeat, isAgain: boolean): boolean {
  if (error instanceof ConnectionLostError) return repeat !== "never";
  if (error instanceof UnexpectedAnswerError) return repeat !== "never" && TRANSIENT.includes(error.status);
  if (!(error instanceof RestError)) return false;
  // Refused before anything was looked at.
  if (error.status === TOO_MANY) return true;
  if (repeat === "read") return TRANSIENT.includes(error.status);
  // A refusal frees the key, and one by the store behind the gateway may have taken effect all the same.
  return repeat === "keyed" && (error.code === ("SHUTTING_DOWN" satisfies ErrorCode) || (isAgain && isBeingHandled(error)));
}

/** The first attempt is still under way; its answer is to be had later. */
function isBeingHandled({ code }: RestError): boolean {
  return code === ("CONFLICT" satisfies ErrorCode);
}

/** How long the gateway asked to wait, in ms. */
export function askedDelay(error: unknown): number {
  return error instanceof GatewayError ? (error.retryAfterMs ?? 0) : 0;
}
