import type { NodeId } from "./entry.ts";
import type { Message } from "./messages.ts";

/** Names a proposal or a read to whoever asked for it; the core only hands it back. */
export type RequestId = number | string;

export interface Proposal {
  readonly id: RequestId;
  readonly payload: unknown;
}

export type MembershipChange =
  /** Adds a node, first without a vote; of a member it changes the address only. */
  | { readonly kind: "add"; readonly id: NodeId; readonly address: string; readonly as: "voter" | "learner" }
  /** Gives a learner that keeps up with the log a vote. */
  | { readonly kind: "promote"; readonly id: NodeId }
  | { readonly kind: "remove"; readonly id: NodeId };

/** What happens to a node. */
export type Input =
  /** Time has passed: at the latest when the last `timer` asked for it, and once right after the start. */
  | { readonly kind: "tick" }
  | { readonly kind: "message"; readonly message: Message }
  /** All that was proposed since the last step: it is replicated together. */
  | { readonly kind: "propose"; readonly proposals: readonly Proposal[] }
  | { readonly kind: "change_membership"; readonly id: RequestId; readonly change: MembershipChange }
  /** Linearizable reads, on whichever node. */
  | { readonly kind: "read"; readonly ids: readonly RequestId[] }
  /** Hands leadership to a voter: the most advanced one when none is named. */
  | { readonly kind: "transfer"; readonly to: NodeId | null }
  /** Everything in `persist` outputs up to this id survives a crash now. */
  | { readonly kind: "persisted"; readonly id: number }
  /** The snapshot that `snapshot_needed` asked for is durable. */
  | { readonly kind: "snapshot_taken"; readonly index: number }
  /** A chunk that `write_snapshot_chunk` handed out is durable; `valid` is false when the whole, after its last chunk, is damaged. */
  | { readonly kind: "snapshot_chunk_written"; readonly index: number; readonly nextOffset: number; readonly valid: boolean }
  /** The snapshot that is being sent is not kept any more. */
  | { readonly kind: "snapshot_unavailable"; readonly to: NodeId; readonly index: number }
  /** What was sent to the peer lately is probably lost. */
  | { readonly kind: "unreachable"; readonly peer: NodeId };

/** What a step may know of the world. */
export interface Context {
  /** Milliseconds of a clock that should be monotonic; one that jumps costs time, never safety. */
  readonly now: number;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
}
