import type { Entry, HardState, Membership, NodeId, SnapshotMeta } from "./entry.ts";
import type { RequestId } from "./input.ts";
import type { Message, SnapshotChunk } from "./messages.ts";

export type Role = "follower" | "pre_candidate" | "candidate" | "leader";

export type Refusal =
  | "not_leader"
  /** Leadership is being handed over. */
  | "transferring"
  /** The leader has not committed an entry of its own term yet. */
  | "term_not_committed"
  /** The membership change before this one is not committed yet. */
  | "change_pending"
  | "not_caught_up"
  | "unknown_member"
  | "already_voter"
  | "last_voter";

/** What became of a proposal or of a membership change. */
export type ProposalOutcome =
  /** Committed, and handed to `apply` just before. */
  | { readonly id: RequestId; readonly result: "committed"; readonly index: number }
  /** Never appended. */
  | { readonly id: RequestId; readonly result: "refused"; readonly reason: Refusal; readonly leader: NodeId | null }
  /** Another entry was committed in its place: it never takes effect. */
  | { readonly id: RequestId; readonly result: "superseded" }
  /** A snapshot went over it: nobody here knows. */
  | { readonly id: RequestId; readonly result: "unknown" };

/** One write to the disk. Writes take effect in the order of their ids, each as a whole, and in the order of the fields. */
export interface Persist {
  readonly kind: "persist";
  readonly id: number;
  readonly hardState: HardState | null;
  /** The chunks of this snapshot, all written, are the node's snapshot now; the whole log goes, and continues after it. */
  readonly snapshot: SnapshotMeta | null;
  /** Entries from here on go. */
  readonly truncateFrom: number | null;
  readonly entries: readonly Entry[];
}

/** What the shell does, in this order. */
export type Output =
  | { readonly kind: "send"; readonly message: Message }
  | Persist
  /** Committed entries, in order and without a gap; all of them are durable here. */
  | { readonly kind: "apply"; readonly entries: readonly Entry[] }
  /** The state becomes that of the snapshot that was received. */
  | { readonly kind: "restore"; readonly snapshot: SnapshotMeta }
  | { readonly kind: "proposals"; readonly outcomes: readonly ProposalOutcome[] }
  /** These reads may be served from the state as it is now. */
  | { readonly kind: "reads_ready"; readonly ids: readonly RequestId[]; readonly index: number }
  /** Nobody could confirm these; asking again is safe. */
  | { readonly kind: "reads_failed"; readonly ids: readonly RequestId[] }
  | { readonly kind: "status"; readonly role: Role; readonly term: number; readonly leader: NodeId | null }
  /** The membership that holds now: whom to be connected with. */
  | { readonly kind: "membership"; readonly index: number; readonly membership: Membership }
  /** This node's removal is committed: it may be stopped. */
  | { readonly kind: "removed" }
  | { readonly kind: "transfer"; readonly to: NodeId | null; readonly result: "done" | "timed_out" | "refused" }
  /** The state as it is now, exactly at this index, should become a snapshot; answered by `snapshot_taken`. */
  | { readonly kind: "snapshot_needed"; readonly snapshot: SnapshotMeta }
  /** Read the chunk at the message's offset, fill in `data` and `done`, and send it. */
  | { readonly kind: "send_snapshot_chunk"; readonly message: Omit<SnapshotChunk, "data" | "done"> }
  /** Answered by `snapshot_chunk_written`. A chunk at offset 0 begins a file anew. */
  | {
      readonly kind: "write_snapshot_chunk";
      readonly snapshot: SnapshotMeta;
      readonly offset: number;
      readonly data: unknown;
      readonly done: boolean;
    }
  /** Entries up to this one, which is given with its term, are not needed any more. In order with `persist`. */
  | { readonly kind: "compact"; readonly index: number; readonly term: number }
  /** A message that was not meant for this node. */
  | { readonly kind: "refused"; readonly message: Message; readonly reason: "other_cluster" | "other_node" }
  /** Send a `tick` then. Replaces the timer before. */
  | { readonly kind: "timer"; readonly at: number };
