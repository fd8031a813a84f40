// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

export const CLOSE_CODES = {
  /** The node shuts down, or serves no more. Another one may be there. */
  SHUTDOWN: 1001,
  /** A frame was larger than `frameBytes`, or `peerFrameBytes` on `/raft`. */
  TOO_LARGE: 1009,
  /** The other side broke the protocol: a binary frame, or on `/raft` something that is no message. */
  PROTOCOL_ERROR: 4400,
  /** The peer belongs to another cluster, or takes this node for another one. */
  OTHER_CLUSTER: 4403,
  /**
   * The client did not read for so long that `subscriberBufferBytes` were queued. Resume each watch from its last
   * revision.
   */
  SLOW_CONSUMER: 4408,
} as const;

export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** When a client that was disconnected may come back. */
export type Reconnect = "at-once" | "later" | "never";

/** By close code. A code that is not here came from somewhere between: come back. */
export const RECONNECT: Readonly<Record<number, Reconnect>> = {
  1001: "at-once",
  1009: "never",
  4400: "never",
  4403: "never",
  4408: "at-once",
};
