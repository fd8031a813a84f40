// Generated from spec/common/errors.tsp by `npm run generate`. Do not edit.

export const CLOSE_CODES = {
  /** The gateway shuts down. */
  SHUTDOWN: 1001,
  /** A frame was larger than `frameBytes`. */
  TOO_LARGE: 1009,
  /** The client broke the WebSocket protocol. */
  PROTOCOL_ERROR: 4400,
  /** The client did not authenticate in time, or its token has expired. */
  NOT_AUTHENTICATED: 4401,
  /** The client may not be here: its membership was removed. */
  FORBIDDEN: 4403,
  /** The client did not read for so long that `sendBufferBytes` were queued, or was silent for `silenceTimeout`. */
  SLOW_CONSUMER: 4408,
  /** The client exceeded its rate limit in `limitedWindowsBeforeClose` windows in a row. */
  FLOODING: 4429,
} as const;

export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** When a client that was disconnected may come back. */
export type Reconnect = "at-once" | "later" | "never";

/** By close code. A code that is not here came from somewhere between: come back. */
export const RECONNECT: Readonly<Record<number, Reconnect>> = {
  1001: "at-once",
  1009: "never",
  4400: "never",
  4401: "never",
  4403: "never",
  4408: "at-once",
  4429: "later",
};
