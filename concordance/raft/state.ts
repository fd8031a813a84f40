import type { Entry, HardState, Membership, NodeId, SnapshotMeta } from "./entry.ts";
import type { Flaws } from "./flaws.ts";
import type { RequestId } from "./input.ts";
import { MembershipHistory } from "./membership.ts";
import { DEFAULT_OPTIONS, type RaftOptions } from "./options.ts";
import type { Output, ProposalOutcome, Role } from "./output.ts";
import type { Progress } from "./progress.ts";
import { RaftLog } from "./raft-log.ts";
import { Writes } from "./writes.ts";

/** A proposal whose outcome is not known yet. */
export interface PendingProposal {
  readonly id: RequestId;
  readonly index: number;
  readonly term: number;
}

/** A read that waits for the leader's confirmation: one of this node, or a batch of a follower. */
export type PendingRead = { readonly id: RequestId } | { readonly from: NodeId; readonly context: string };

/**
 * A node: what `step` works on. It belongs to the core, and is changed in place; others may read it: see
 * `statusOf`.
 */
export interface RaftState {
  readonly id: NodeId;
  readonly cluster: string;
  readonly options: RaftOptions;
  readonly flaws: Flaws;

  // What must survive a crash, as it is in memory: `writes` knows how much of it is durable.
  term: number;
  vote: NodeId | null;
  readonly log: RaftLog;
  readonly memberships: MembershipHistory;
  /** The newest snapshot of this node, or the empty one at index 0. */
  snapshot: SnapshotMeta;
  readonly writes: Writes;

  role: Role;
  leader: NodeId | null;
  commit: number;
  /** Handed to `apply`. */
  applied: number;

  // Time. Deadlines are in the core's own time, which never goes backwards.
  now: number;
  /** The core's time less the clock's. */
  skew: number;
  random: () => number;
  /** Null before the first step. */
  electionDeadline: number | null;
  heartbeatDue: number;
  /** When the leader was heard last. */
  leaderHeardAt: number;
  armedTimer: number | null;

  /** Who answered in this election, and how. */
  readonly votes: Map<NodeId, boolean>;
  /** The election was asked for by the leader. */
  electedByTransfer: boolean;

  // Of the leader.
  readonly progress: Map<NodeId, Progress>;
  /** The noop that the leader began its term with. */
  termStart: number;
  proposals: PendingProposal[];
  round: number;
  /** Whom leadership goes to, and when that was asked to take over last. */
  transferring: { readonly to: NodeId; readonly deadline: number; askedAt: number | null } | null;

  /** Proposals from when this node led, whose entries may still be committed or not. */
  orphans: PendingProposal[];

  reads: {
    /** Not attached to a heartbeat round yet. */
    waiting: PendingRead[];
    rounds: { readonly round: number; readonly index: number; readonly reads: readonly PendingRead[] }[];
    /** Confirmed, and waiting for `applied`. */
    confirmed: { readonly ids: readonly RequestId[]; readonly index: number }[];
    /** Not sent to the leader yet. */
    unsent: RequestId[];
    forwarded: { readonly context: string; readonly ids: readonly RequestId[]; sentAt: number } | null;
    /** Makes contexts of this process different from those of the one before it. */
    nonce: string | null;
    sequence: number;
  };

  /** The snapshot that is being received. */
  receiving: { readonly from: NodeId; readonly snapshot: SnapshotMeta; offset: number; writing: boolean; last: boolean } | null;
  /** Up to where a snapshot was asked for. */
  snapshotAsked: number;
  /** A snapshot that takes the state's place once it is durable. */
  restoring: SnapshotMeta | null;
  wasMember: boolean;

  // What the step has gathered.
  outputs: Output[];
  outcomes: ProposalOutcome[];
  told: { role: Role; term: number; leader: NodeId | null; membership: Membership | null };
}

/** What a node finds on its disk. A node that is new finds nothing. */
export interface Restored {
  readonly hardState: HardState;
  /** For a cluster's first nodes: index 0, term 0 and the membership to begin with. */
  readonly snapshot: SnapshotMeta;
  /** The last entry that was compacted away, never after the snapshot. */
  readonly base: { readonly index: number; readonly term: number };
  readonly entries: readonly Entry[];
  /** Up to where the state machine's own storage is, when it is beyond the snapshot. */
  readonly applied?: number;
}

export const NOTHING_RESTORED: Restored = {
  hardState: { term: 0, vote: null },
  snapshot: { index: 0, term: 0, membership: [] },
  base: { index: 0, term: 0 },
  entries: [],
};

export interface RaftIdentity {
  readonly id: NodeId;
  readonly cluster: string;
  readonly options?: Partial<RaftOptions>;
  readonly flaws?: Flaws;
}

/** A node as it starts. */
export function createRaft(identity: RaftIdentity, restored: Restored = NOTHING_RESTORED): RaftState {
  const { snapshot, hardState } = restored;
  const log = new RaftLog(restored.base, restored.entries);
  if (log.lastIndex < snapshot.index || restored.base.index > snapshot.index) {
    throw new Error(
      `The log of ${identity.id} is from ${log.baseIndex} to ${log.lastIndex} and does not reach its snapshot at ${snapshot.index}.`,
    );
  }
  const applied = restored.applied ?? snapshot.index;
  if (applied < snapshot.index || applied > log.lastIndex) {
    throw new Error(
      `The state of ${identity.id} is at ${applied}, outside of its log, which is from ${snapshot.index} to ${log.lastIndex}.`,
    );
  }
  const memberships = new MembershipHistory(snapshot.index, snapshot.membership);
  for (const entry of restored.entries) {
    if (entry.kind === "membership" && entry.index > snapshot.index) memberships.append(entry.index, entry.payload);
  }
  return {
    id: identity.id,
    cluster: identity.cluster,
    options: { ...DEFAULT_OPTIONS, ...identity.options },
    flaws: identity.flaws ?? {},
    term: hardState.term,
    vote: hardState.vote,
    log,
    memberships,
    snapshot,
    writes: new Writes(log.lastIndex),
    role: "follower",
    leader: null,
    commit: applied,
    applied,
    now: Number.NEGATIVE_INFINITY,
    skew: 0,
    random: () => 0,
    electionDeadline: null,
    heartbeatDue: 0,
    leaderHeardAt: Number.NEGATIVE_INFINITY,
    armedTimer: null,
    votes: new Map(),
    electedByTransfer: false,
    progress: new Map(),
    termStart: 0,
    proposals: [],
    round: 0,
    transferring: null,
    orphans: [],
    reads: { waiting: [], rounds: [], confirmed: [], unsent: [], forwarded: null, nonce: null, sequence: 0 },
    receiving: null,
    snapshotAsked: snapshot.index,
    restoring: null,
    wasMember: false,
    outputs: [],
    outcomes: [],
    told: { role: "follower", term: -1, leader: null, membership: null },
  };
}
