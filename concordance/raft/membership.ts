import type { Member, Membership, NodeId } from "./entry.ts";
import type { MembershipChange } from "./input.ts";
import type { Refusal } from "./output.ts";

export function memberOf(membership: Membership, id: NodeId): Member | undefined {
  return membership.find((member) => member.id === id);
}

export function isVoter(membership: Membership, id: NodeId): boolean {
  return memberOf(membership, id)?.role === "voter";
}

export function voterIds(membership: Membership): NodeId[] {
  return membership.filter(({ role }) => role === "voter").map(({ id }) => id);
}

/** How many of so many are a majority. */
export function majority(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** The highest value that a majority has reached; `values` has one of each voter. Nobody's majority is at -Infinity. */
export function reachedByMajority(values: number[]): number {
  values.sort((a, b) => b - a);
  return values[majority(values.length) - 1] ?? Number.NEGATIVE_INFINITY;
}

/** The membership after one change, which is of one server, or why it cannot be made. */
export function changed(membership: Membership, change: MembershipChange): Membership | Refusal {
  const member = memberOf(membership, change.id);
  if (change.kind === "add") {
    if (member !== undefined) return replaced(membership, { ...member, address: change.address });
    return [...membership, { id: change.id, address: change.address, role: change.as === "voter" ? "joining" : "learner" }];
  }
  if (member === undefined) return "unknown_member";
  if (change.kind === "promote") return member.role === "voter" ? "already_voter" : replaced(membership, { ...member, role: "voter" });
  const rest = membership.filter(({ id }) => id !== change.id);
  return voterIds(rest).length === 0 ? "last_voter" : rest;
}

function replaced(membership: Membership, by: Member): Membership {
  return membership.map((member) => (member.id === by.id ? by : member));
}

/** The memberships that the log holds, so that one can be taken back with its entry. */
export class MembershipHistory {
  /** Never empty: the first is that of the log's base, or of the snapshot. */
  #steps: { readonly index: number; readonly membership: Membership }[];

  constructor(index: number, membership: Membership) {
    this.#steps = [{ index, membership }];
  }

  get #latest(): { readonly index: number; readonly membership: Membership } {
    const latest = this.#steps.at(-1);
    if (latest === undefined) throw new Error("The history of memberships is empty.");
    return latest;
  }

  get current(): Membership {
    return this.#latest.membership;
  }

  /** The entry that made the current one. */
  get index(): number {
    return this.#latest.index;
  }

  /** The one before the current one, or the current one when no other is known. */
  get previous(): Membership {
    return this.#steps.at(-2)?.membership ?? this.current;
  }

  /** The one that holds for the state at this index. */
  at(index: number): Membership {
    const step = this.#steps.findLast((candidate) => candidate.index <= index) ?? this.#steps[0];
    return step?.membership ?? [];
  }

  append(index: number, membership: Membership): void {
    this.#steps.push({ index, membership });
  }

  truncateFrom(index: number): void {
    while (this.#steps.length > 1 && this.index >= index) this.#steps.pop();
  }

  /** Those before the one at this index cannot be needed again. */
  compact(index: number): void {
    const keep = this.#steps.findLastIndex((step) => step.index <= index);
    if (keep > 0) this.#steps = this.#steps.slice(keep);
  }

  reset(index: number, membership: Membership): void {
    this.#steps = [{ index, membership }];
  }
}
