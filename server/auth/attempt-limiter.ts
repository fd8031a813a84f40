import { LIMITS } from "../../generated/gateway/limits.ts";

/** Addresses that are remembered; the one that failed longest ago is forgotten first. */
const REMEMBERED_ADDRESSES = 10_000;

/**
 * Counts attempts to authenticate, by address, in a sliding window. An attempt counts from its beginning, so that many
 * at once are not all heard; one that succeeds is forgiven, as many people share an address.
 */
export class AttemptLimiter {
  /** When attempts of an address began, the oldest first. */
  readonly #attempts = new Map<string, number[]>();

  /**
   * Begins an attempt, unless there were too many.
   *
   * @param now milliseconds of a clock that never goes back
   * @returns how long the address has to wait before it is heard; 0 when the attempt may go on
   */
  begin(address: string, now: number): number {
    const attempts = this.#recent(address, now);
    const oldest = attempts[attempts.length - LIMITS.authenticationAttempts];
    if (oldest !== undefined) return Math.ceil(oldest + LIMITS.authenticationWindow - now);
    // Deleting first moves the address to the end: the first one in the map is the one to forget.
    this.#attempts.delete(address);
    this.#attempts.set(address, [...attempts, now]);
    if (this.#attempts.size > REMEMBERED_ADDRESSES) this.#forgetOldest();
    return 0;
  }

  /** Forgives an attempt that was begun at a time: it succeeded, or failed through no fault of the address. */
  forgive(address: string, begun: number): void {
    const attempts = this.#attempts.get(address) ?? [];
    const index = attempts.indexOf(begun);
    if (index !== -1) attempts.splice(index, 1);
    if (attempts.length === 0) this.#attempts.delete(address);
  }

  #recent(address: string, now: number): number[] {
    return (this.#attempts.get(address) ?? []).filter((time) => now - time < LIMITS.authenticationWindow);
  }

  #forgetOldest(): void {
    const [oldest] = this.#attempts.keys();
    if (oldest !== undefined) this.#attempts.delete(oldest);
  }
}
