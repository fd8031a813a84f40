import { pause } from "./backoff.ts";
import type { Connection } from "./connection.ts";

/** What a client knows of one address. */
export class Node {
  readonly address: string;
  /** It was given by the caller, not learned from the cluster. */
  readonly isGiven: boolean;
  /** The id of the node at the other end of the connection, once it has told it. */
  id: string | null = null;
  /** The id of the member that has this address, as far as the cluster has told. */
  memberId: string | null = null;
  /** Opening or open. */
  connection: Connection | null = null;
  /** When the connection was begun, as `performance.now()`. */
  begunAt = 0;
  /** It was asked for its status, and has not answered yet. */
  isAsked = false;
  /** When it was asked, as `performance.now()`. */
  askedAt = 0;
  /** Since when it says that it knows no leader; null while it knows one, or has said nothing. */
  leaderlessSince: number | null = null;
  /** Since when it cannot be reached; null while it can, or was not tried. */
  unreachableSince: number | null = null;
  /** Why it could not be reached last. */
  problem: string | null = null;
  #failures = 0;
  #restsUntil = 0;
  #avoidedUntil = 0;

  constructor(address: string, isGiven: boolean) {
    this.address = address;
    this.isGiven = isGiven;
  }

  /** The connection, if calls can be sent on it. */
  get open(): Connection | null {
    return this.connection?.isOpen === true ? this.connection : null;
  }

  /** Whether it may be tried: not when that is under way, nor at once when it has just failed. */
  get mayConnect(): boolean {
    return this.connection === null && performance.now() >= this.#restsUntil;
  }

  get isAvoided(): boolean {
    return this.#avoidedUntil > 0 && performance.now() < this.#avoidedUntil;
  }

  /** Others are asked first for a while. */
  avoid(ms: number): void {
    this.#avoidedUntil = performance.now() + ms;
  }

  opened(): void {
    this.id = null;
    this.isAsked = false;
    this.leaderlessSince = null;
    this.#failures = 0;
    this.unreachableSince = null;
    this.problem = null;
  }

  /** @returns whether the problem is another one than before */
  closed(problem: string): boolean {
    const isNews = problem !== this.problem;
    const now = performance.now();
    this.connection = null;
    this.unreachableSince ??= now;
    this.problem = problem;
    this.#restsUntil = now + pause(this.#failures, Math.random());
    this.#failures += 1;
    return isNews;
  }
}
