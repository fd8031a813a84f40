// Generated from spec/common/limits.tsp by `npm run generate`. Do not edit.

export const LIMITS = {
  /** Largest WebSocket frame or JSON body that a client may send. In bytes. */
  frameBytes: 1048576,
  /** Messages of one connection, `ping` included, within `messageWindow`. In messages. */
  messagesPerWindow: 60,
  /** Length of the sliding window of `messagesPerWindow`. In ms. */
  messageWindow: 10000,
  /** Time between two heartbeats. In ms. */
  heartbeatInterval: 30000,
  /** Largest message on `/acp`: prompts carry images. In bytes. */
  acpFrameBytes: 16777216,
} as const;
