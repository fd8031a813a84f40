import { setTimeout as delay } from "node:timers/promises";
import type { MethodName } from "../../generated/concordance/methods.ts";
import { noLeader, notLeader } from "../node/refusals.ts";
import { ConcordanceError } from "./concordance-error.ts";
import type { LeaderLink } from "./leader-link.ts";

/** What is known here of who leads. */
export interface Leadership {
  readonly leads: boolean;
  /** `host:port` of the leader, or null. */
  readonly leaderAddress: string | null;
  readonly failure: ConcordanceError | null;
}

/** How often, and with what pause in ms, a call goes after a leadership that has just moved. */
const ATTEMPTS = 5;
const PAUSE_MS = 30;

/** Has done by the leader what only the leader can do: here, or there. */
export class Leading {
  readonly #leadership: Leadership;
  readonly #link: LeaderLink;

  constructor(leadership: Leadership, link: LeaderLink) {
    this.#leadership = leadership;
    this.#link = link;
  }

  /**
   * @param here does it at this node, when it leads
   * @param read makes this node's form of the leader's answer
   * @throws ConcordanceError what the leader says; NOT_LEADER when it may not be asked; NO_LEADER
   */
  async call<Result>(
    method: MethodName,
    params: { readonly forward: boolean },
    here: () => Promise<Result>,
    read: (result: unknown) => Result,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const { leads, leaderAddress, failure } = this.#leadership;
      if (failure !== null) throw failure;
      try {
        if (leads) return await here();
        if (leaderAddress === null) throw noLeader();
        if (!params.forward) throw notLeader(leaderAddress);
        return read(await this.#link.call(leaderAddress, method, { ...params, forward: false }));
      } catch (error) {
        // It certainly was not done: leadership has moved on the way.
        const moved = error instanceof ConcordanceError && error.code === "NOT_LEADER";
        if (!moved || !params.forward) throw error;
        if (attempt === ATTEMPTS) throw noLeader();
        await delay(PAUSE_MS);
      }
    }
  }
}
