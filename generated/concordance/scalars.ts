// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

/** Patterns as `RegExp` takes them, lengths in code points. */
export const SCALARS = {
  /** Who makes a change, for people to read: at most 256 characters, without control characters. */
  Actor: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$", minLength: 1, maxLength: 256, maxBytes: 1024 },
  /** Where a node is reached by the others: `host:port`, an IPv6 address in brackets. */
  Address: { pattern: "^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$", maxLength: 261, maxBytes: 261 },
  /** Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. */
  Base64: { pattern: "^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$" },
  /** Names a cluster: chosen at random when it is begun, and again when one is restored from a backup. */
  ClusterId: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" },
  /** Opaque: hand it back as it came, with the same namespace and prefix. */
  Cursor: { pattern: "^[A-Za-z0-9_-]+$", maxLength: 2048 },
  /** Text that people can read; never a stack, a path on the server or a secret. */
  ErrorMessage: { maxLength: 500 },
  /**
   * Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a
   * surrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.
   */
  Key: { pattern: "^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$", minLength: 1, maxLength: 512, maxBytes: 512 },
  /** What a key begins with; empty for every key. At most 512 bytes. */
  KeyPrefix: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$", maxLength: 512, maxBytes: 512 },
  /**
   * A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything
   * else as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared
   * character by character: `%2f` and `%2F` are two names.
   *
   * A namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and
   * never `tenant:acme2`.
   */
  Namespace: { pattern: "^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$", maxLength: 512, maxBytes: 512 },
  /** Names a node for good: with another data folder it has another id. */
  NodeId: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" },
  /** What a node recognises the answer to a `read_request` by. */
  PeerReadContext: { minLength: 1, maxLength: 256 },
  /** A call's id that is a text. */
  StreamCallName: { maxLength: 256 },
} as const;
