import { LIMITS } from "../../generated/gateway/limits.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** Addresses that are remembered; the one that was heard longest ago is forgotten first. */
const REMEMBERED_ADDRESSES = 10_000;

/** What is known of an address. */
interface Address {
  /** When attempts began that failed. */
  failures: number[];
  /** Attempts that are being heard. */
  pending: number;
  /** Attempts that wait for one that is being heard to end. */
  waiting: (() => void)[];
}

/**
 * Hears attempts to authenticate, and counts those that fail, by address, in a sliding window. Of many at once no more
 * are heard than may fail; the others wait for their ends, so that people who share an address are not taken for one
 * who guesses.
 */
export class AttemptLimiter {
  readonly #now: () => number;
  readonly #addresses = new Map<string, Address>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Hears an attempt when its turn comes.
   *
   * @param isFault whether an error of the attempt is the address's own fault, and counts
   * @throws GatewayError AUTH_RATE_LIMITED when too many attempts of the address have failed
   */
  async hear<T>(address: string, attempt: () => Promise<T>, isFault: (error: unknown) => boolean): Promise<T> {
    const known = this.#recall(address);
    while (!this.#hasRoom(known)) await new Promise<void>((resolve) => known.waiting.push(resolve));
    const begun = this.#now();
    known.pending++;
    try {
      return await attempt();
    } catch (error) {
      if (isFault(error)) known.failures.push(begun);
      throw error;
    } finally {
      known.pending--;
      for (const wake of known.waiting.splice(0)) wake();
      if (known.pending === 0 && known.failures.length === 0 && known.waiting.length === 0) this.#addresses.delete(address);
    }
  }

  /** Whether one more attempt may be heard now. */
  #hasRoom(known: Address): boolean {
    const now = this.#now();
    known.failures = known.failures.filter((time) => now - time < LIMITS.authenticationWindow);
    if (known.failures.length >= LIMITS.authenticationAttempts) {
      const retryAfterMs = Math.ceil(Math.min(...known.failures) + LIMITS.authenticationWindow - now);
      throw new GatewayError("AUTH_RATE_LIMITED", "Too many attempts failed from this address.", { retryAfterMs });
    }
    return known.failures.length + known.pending < LIMITS.authenticationAttempts;
  }

  #recall(address: string): Address {
    const known = this.#addresses.get(address) ?? { failures: [], pending: 0, waiting: [] };
    // Deleting first moves the address to the end: the first one in the map is the one to forget.
    this.#addresses.delete(address);
    this.#addresses.set(address, known);
    if (this.#addresses.size > REMEMBERED_ADDRESSES) this.#forgetOldest();
    return known;
  }

  #forgetOldest(): void {
    const [oldest] = this.#addresses.keys();
    if (oldest !== undefined) this.#addresses.delete(oldest);
  }
}
