import type { Entry, NodeId, SnapshotMeta } from "./entry.ts";

/** What every message carries. */
export interface Envelope {
  /** Messages of another cluster are refused. */
  readonly cluster: string;
  readonly from: NodeId;
  readonly to: NodeId;
  /** The sender's term; in a pre-vote the term that the candidate would begin. */
  readonly term: number;
}

export interface VoteRequest extends Envelope {
  readonly kind: "vote_request";
  /** A pre-vote asks whether a vote would be given, and changes nothing. */
  readonly pre: boolean;
  readonly lastIndex: number;
  readonly lastTerm: number;
  /** The leader itself asked the candidate to take over, so nobody need be loyal to it. */
  readonly transfer: boolean;
}

export interface VoteResponse extends Envelope {
  readonly kind: "vote_response";
  readonly pre: boolean;
  readonly granted: boolean;
}

export interface AppendRequest extends Envelope {
  readonly kind: "append_request";
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly entries: readonly Entry[];
  readonly commit: number;
}

export interface AppendResponse extends Envelope {
  readonly kind: "append_response";
  /** The follower's log is the leader's up to here, durably; null when the request did not fit. */
  readonly match: number | null;
  /** The `prevIndex` that did not fit, and where the leader should look instead. */
  readonly rejected: number;
  readonly hintIndex: number;
  readonly hintTerm: number;
}

export interface Heartbeat extends Envelope {
  readonly kind: "heartbeat";
  /** Never beyond what this follower is known to hold. */
  readonly commit: number;
  /** Rounds are counted within a term; an answer confirms all rounds up to its own. `NO_ROUND` wants no answer. */
  readonly round: number;
}

/** Of a heartbeat that belongs to no round: it only tells what is committed. */
export const NO_ROUND = 0;

export interface HeartbeatResponse extends Envelope {
  readonly kind: "heartbeat_response";
  readonly round: number;
}

export interface SnapshotChunk extends Envelope {
  readonly kind: "snapshot_chunk";
  readonly snapshot: SnapshotMeta;
  readonly offset: number;
  /** Filled in by the sender's shell, read by the receiver's. */
  readonly data: unknown;
  readonly done: boolean;
}

/** Asks for the chunk at `offset`. That all is installed is said by an `append_response`. */
export interface SnapshotResponse extends Envelope {
  readonly kind: "snapshot_response";
  readonly index: number;
  readonly offset: number;
}

/** Asks the receiver to stand for election at once. */
export interface TimeoutNow extends Envelope {
  readonly kind: "timeout_now";
}

/** A follower asks up to where it must have applied to serve reads that it has now. */
export interface ReadRequest extends Envelope {
  readonly kind: "read_request";
  readonly context: string;
}

export interface ReadResponse extends Envelope {
  readonly kind: "read_response";
  readonly context: string;
  /** Null when the node that was asked does not lead. */
  readonly index: number | null;
}

export type Message =
  | VoteRequest
  | VoteResponse
  | AppendRequest
  | AppendResponse
  | Heartbeat
  | HeartbeatResponse
  | SnapshotChunk
  | SnapshotResponse
  | TimeoutNow
  | ReadRequest
  | ReadResponse;

/** A message as the core's parts write it: the envelope is put on when it is sent. */
export type Letter = Message extends infer M ? (M extends Message ? Omit<M, keyof Envelope> : never) : never;
