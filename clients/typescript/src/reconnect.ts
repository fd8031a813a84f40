import { RECONNECT, type Reconnect } from "./generated/close-codes.ts";

/** Why a connection is no more. */
export interface Loss {
  readonly error: Error;
  /** When to come back; `soon` where the gateway did not say. */
  readonly comeBack: Reconnect | "soon";
  /** The gateway asked to wait at least this long, in ms. */
  readonly retryAfterMs: number;
}

/** How long to wait between attempts, in ms. */
export interface Backoff {
  /** Before the second attempt; it doubles with each further one. */
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/** Clients that were told the same delay come back spread over so much more of it. */
const SPREAD = 0.2;

/** When to come back after a close code. */
export function comeBackAfter(code: number): Loss["comeBack"] {
  return RECONNECT[code] ?? "soon";
}

/**
 * Exponential, between half and the whole of what is due, so that clients which lost the same gateway do not come back
 * as one. Pure.
 *
 * @param random from 0 to 1
 */
export function backoff(attempt: number, { minDelayMs, maxDelayMs }: Backoff, random: number): number {
  return Math.min(maxDelayMs, minDelayMs * 2 ** attempt) * (0.5 + random / 2);
}

/**
 * How long to wait before the next attempt to connect. Pure.
 *
 * @param attempt how many connections in a row were lost before this one without having lasted
 * @param random from 0 to 1
 * @returns ms; null to stay away for good
 */
export function reconnectDelay({ comeBack, retryAfterMs }: Loss, attempt: number, limits: Backoff, random: number): number | null {
  if (comeBack === "never") return null;
  const asked = retryAfterMs * (1 + SPREAD * random);
  return Math.max(asked, ownDelay(comeBack, attempt, limits, random));
}

function ownDelay(comeBack: "at-once" | "soon" | "later", attempt: number, limits: Backoff, random: number): number {
  switch (comeBack) {
    case "at-once":
      return attempt === 0 ? 0 : backoff(attempt - 1, limits, random);
    case "soon":
      return backoff(attempt, limits, random);
    case "later":
      return limits.maxDelayMs * (0.5 + random / 2);
  }
}
