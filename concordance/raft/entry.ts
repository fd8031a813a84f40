/** Names a node for good: an id is never used again for another data directory. */
export type NodeId = string;

/**
 * - `voter`: counts for elections and for commitment.
 * - `joining`: receives the log without a vote, and is promoted by the leader once it has caught up.
 * - `learner`: receives the log without a vote, for good.
 */
export type MemberRole = "voter" | "joining" | "learner";

export interface Member {
  readonly id: NodeId;
  /** Where peers reach it; the core only carries it. */
  readonly address: string;
  readonly role: MemberRole;
}

/** Everyone who belongs to the cluster, in the order in which they came. */
export type Membership = readonly Member[];

/** One entry of the replicated log. All kinds have the same shape, which keeps them fast. */
export type Entry =
  /** Written by a new leader, to commit what its predecessors left. */
  | { readonly index: number; readonly term: number; readonly kind: "noop"; readonly payload: null }
  /** What a client proposed; the core never looks into it. */
  | { readonly index: number; readonly term: number; readonly kind: "command"; readonly payload: unknown }
  /** The whole membership as it is from here on: it holds as soon as it is appended. */
  | { readonly index: number; readonly term: number; readonly kind: "membership"; readonly payload: Membership };

/** What a node must never forget, besides its log. */
export interface HardState {
  readonly term: number;
  /** For whom it voted in that term. */
  readonly vote: NodeId | null;
}

/** What a snapshot stands for: the log up to and including `index`. */
export interface SnapshotMeta {
  readonly index: number;
  readonly term: number;
  readonly membership: Membership;
}
