// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

export const LIMITS = {
  /** Largest namespace. In bytes. */
  namespaceBytes: 512,
  /** Largest key. In bytes. */
  keyBytes: 512,
  /** Largest value, as JSON. In bytes. */
  valueBytes: 1048576,
  /** Longest name of who makes a change. In code points. */
  actorLength: 256,
  /** Operations of one batch. In operations. */
  batchOperations: 256,
  /** Largest batch: its operations as JSON. In bytes. */
  batchBytes: 4194304,
  /** Entries of one page, and how many they are unless fewer are asked for. In entries. */
  listLimit: 1000,
  /**
   * What is read at a time, by the size of its values: once it is reached, a page of entries or changes ends, before
   * `limit`. `kv/mget` has no pages: beyond it, it is `TOO_LARGE`. In bytes.
   */
  pageBytes: 4194304,
  /** Keys that one `kv/mget` reads. In keys. */
  mgetKeys: 1000,
  /** Changes of one answer to `GET /api/v1/changes`; it has more only to keep a batch together. In changes. */
  changesLimit: 1000,
  /** Longest time for which `GET /api/v1/changes` waits for a change. In ms. */
  longPoll: 30000,
  /** Changes that the change log keeps. In changes. */
  changeLogChanges: 100000,
  /** Values that the change log keeps, by their size; whichever of the two is reached first. In bytes. */
  changeLogValueBytes: 134217728,
  /** A subscription that had no change for this long is told how far it is. In ms. */
  watchProgress: 10000,
  /** Subscriptions of one connection. In subscriptions. */
  subscriptionsPerConnection: 1000,
  /** What may wait to be sent to one client of `/stream` before it is closed with `SLOW_CONSUMER`. In bytes. */
  subscriberBufferBytes: 8388608,
  /** Largest frame of `/stream` and largest body of REST; so that a full batch fits, with all that is around it. In bytes. */
  frameBytes: 5242880,
  /** Deepest nesting of arrays and objects in JSON. In levels. */
  jsonNesting: 64,
  /** Longest `message` of an error. In code points. */
  errorMessageLength: 500,
  /** Time in which a proposal must commit, and a read be confirmed. In ms. */
  proposalTimeout: 5000,
  /** Proposals that may wait to be committed, before further ones are `OVERLOADED`. In proposals. */
  pendingProposals: 10000,
  /** The same by their size. In bytes. */
  pendingProposalBytes: 67108864,
  /** After `NO_LEADER` and the like a client should wait this long: the value of `Retry-After`. In s. */
  retryAfter: 1,
  /** A follower that hears nothing for a random time between this and `electionTimeoutMax` stands for election. In ms. */
  electionTimeoutMin: 150,
  /** See `electionTimeoutMin`. In ms. */
  electionTimeoutMax: 300,
  /** How often a leader shows that it is there. In ms. */
  raftHeartbeat: 50,
  /** Entries of one append. In entries. */
  appendEntries: 100,
  /** An append has no further entry once its payloads have reached this. In bytes. */
  appendBytes: 4194304,
  /** Appends that may be under way to one follower. In appends. */
  appendsInFlight: 64,
  /** Applied entries after which a snapshot is taken and the log is cut. In entries. */
  snapshotEntries: 10000,
  /** Entries that are kept behind a snapshot, so that a node that lags a little needs none. In entries. */
  snapshotTrailing: 1000,
  /** Bytes of a snapshot that are sent at a time, before base64. In bytes. */
  snapshotChunkBytes: 262144,
  /** A chunk that was not answered for this long is sent again. In ms. */
  snapshotRetry: 300,
  /** Largest frame of `/raft`: an append with one entry too many, each character of it escaped. In bytes. */
  peerFrameBytes: 67108864,
  /** What may wait to be sent to one peer; beyond it, messages to it are dropped, which Raft makes good. In bytes. */
  peerBufferBytes: 33554432,
  /** Time in which a node shuts down. In ms. */
  shutdown: 10000,
  /** How far revisions are moved on when a cluster is restored, so that no cursor of before is taken for one of after. In revisions. */
  restoreRevisions: 1000000,
} as const;
