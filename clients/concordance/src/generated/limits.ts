// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

export const LIMITS = {
  /** Largest namespace. In bytes. */
  namespaceBytes: 512,
  /** Largest key. In bytes. */
  keyBytes: 512,
  /** Largest value, as JSON. In bytes. */
  valueBytes: 1048576,
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
  /** A subscription that had no change for this long is told how far it is. In ms. */
  watchProgress: 10000,
  /** Subscriptions of one connection. In subscriptions. */
  subscriptionsPerConnection: 1000,
  /** Largest frame of `/stream` and largest body of REST; so that a full batch fits, with all that is around it. In bytes. */
  frameBytes: 5242880,
  /** Deepest nesting of arrays and objects in JSON. In levels. */
  jsonNesting: 64,
  /** Time in which a proposal must commit, and a read be confirmed. In ms. */
  proposalTimeout: 5000,
  /** After `NO_LEADER` and the like a client should wait this long: the value of `Retry-After`. In s. */
  retryAfter: 1,
} as const;
