import { ConnectionLostError, GatewayError } from "../errors.ts";
import type { ErrorCode } from "../generated/types.ts";
import { RestError, UnexpectedAnswerError } from "./rest-errors.ts";

/** Answers that say nothing against the same request a little later. */
const TRANSIENT: readonly number[] = [502, 503, 504];
const TOO_MANY = 429;

/**
 * Whether a request that failed may be made again. Pure.
 *
 * @param isRepeatable it changes nothing, or is done once however often it comes
 * @param isAgain it was made before, so that its own first attempt may still be under way
 */
export function mayRetry(error: unknown, isRepeatable: boolean, isAgain: boolean): boolean {
  if (error instanceof ConnectionLostError) return isRepeatable;
  if (error instanceof UnexpectedAnswerError) return isRepeatable && TRANSIENT.includes(error.status);
  if (!(error instanceof RestError)) return false;
  // Refused before anything was looked at.
  if (error.status === TOO_MANY) return true;
  if (isAgain && isRepeatable && error.code === ("CONFLICT" satisfies ErrorCode)) return true;
  return isRepeatable && TRANSIENT.includes(error.status);
}

/** How long the gateway asked to wait, in ms. */
export function askedDelay(error: unknown): number {
  return error instanceof GatewayError ? (error.retryAfterMs ?? 0) : 0;
}
