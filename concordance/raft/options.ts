/** How a node behaves. All nodes of a cluster should have the same. */
export interface RaftOptions {
  /** A follower that hears nothing for a random time between these stands for election. */
  readonly electionTimeoutMinMs: number;
  readonly electionTimeoutMaxMs: number;
  readonly heartbeatIntervalMs: number;
  /** Entries in one append. */
  readonly maxAppendEntries: number;
  /** An append has no further entry once its payloads have reached this. */
  readonly maxAppendBytes: number;
  /** How large a payload is on the wire. */
  readonly payloadBytes: (payload: unknown) => number;
  /** Appends that may be under way to one follower. */
  readonly maxInflight: number;
  /** Applied entries after which a snapshot is asked for. */
  readonly snapshotThreshold: number;
  /** Entries kept behind a snapshot, so that a follower that lags a little needs none. */
  readonly snapshotTrailing: number;
  /** A chunk that was not answered for this long is sent again. */
  readonly snapshotRetryMs: number;
  /** How long a client is kept waiting. The core has no use for it: the shell does that. */
  readonly proposalTimeoutMs: number;
}

export const DEFAULT_OPTIONS: RaftOptions = {
  electionTimeoutMinMs: 150,
  electionTimeoutMaxMs: 300,
  heartbeatIntervalMs: 50,
  maxAppendEntries: 100,
  maxAppendBytes: 4 * 1024 * 1024,
  payloadBytes: () => 0,
  maxInflight: 64,
  snapshotThreshold: 10_000,
  snapshotTrailing: 1_000,
  snapshotRetryMs: 300,
  proposalTimeoutMs: 5_000,
};
