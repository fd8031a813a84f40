import { createHash } from "node:crypto";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Claims } from "../members/membership.ts";

interface Entry {
  claims: Claims;
  /** Unix milliseconds. */
  until: number;
}

/**
 * Remembers verified tokens, by the SHA-256 of the token: for as long as the token is valid, `tokenCacheTime` at the
 * most. When it is full the one that came first goes first.
 */
export class TokenCache {
  readonly #entries = new Map<string, Entry>();

  get size(): number {
    return this.#entries.size;
  }

  /** @param now Unix milliseconds */
  get(token: string, now: number): Claims | undefined {
    const key = keyOf(token);
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (now < entry.until) return entry.claims;
    this.#entries.delete(key);
    return undefined;
  }

  /** @param now Unix milliseconds */
  set(token: string, claims: Claims, now: number): void {
    const until = Math.min(claims.expiresAt ?? Number.POSITIVE_INFINITY, now + LIMITS.tokenCacheTime);
    this.#entries.set(keyOf(token), { claims, until });
    if (this.#entries.size > LIMITS.tokenCacheSize) {
      const [first] = this.#entries.keys();
      if (first !== undefined) this.#entries.delete(first);
    }
  }

  /**
   * Forgets what is no longer valid.
   *
   * @param now Unix milliseconds
   */
  sweep(now: number): void {
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key);
  }
}

function keyOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
