// Generated from spec/main.tsp by `npm run generate`. Do not edit.

/** Patterns as `RegExp` takes them, lengths in code points. */
export const SCALARS = {
  /** The kind of agent that a session runs: an entry of the agent catalogue. */
  AgentType: { pattern: "^[a-z0-9][a-z0-9._-]*$", minLength: 1, maxLength: 64 },
  /** Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. No bytes are no characters. */
  Base64: { pattern: "^(?:[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/])*(?:[A-Za-z0-9+/][A-Za-z0-9+/]==|[A-Za-z0-9+/][A-Za-z0-9+/][A-Za-z0-9+/]=)?$" },
  /** Names a turn, as its client chose to: once per turn of a session. */
  ClientTurnId: { minLength: 1, maxLength: 64 },
  /**
   * Names an entry within its scope: 1 to 512 bytes of UTF-8 without control characters and without half of a surrogate
   * pair; `.` and `..` are refused. A scope's own keys `project` and `device` are written over REST only.
   */
  ConfigKey: { pattern: "^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$", minLength: 1, maxLength: 512, maxBytes: 512 },
  /** What a key begins with; empty for every key. At most 512 bytes. */
  ConfigKeyPrefix: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$", maxLength: 512, maxBytes: 512 },
  /** SHA-256 of a file's bytes, 64 lower-case hexadecimal digits. */
  ContentHash: { pattern: "^[0-9a-f]{64}$" },
  /** Opaque: hand it back as it came. */
  Cursor: { minLength: 1, maxLength: 512 },
  /** A sum of money or credits as a decimal number; text, so that no rounding creeps in. */
  Decimal: { pattern: "^-?\\d{1,18}(\\.\\d{1,18})?$" },
  /** Names a device of the caller's, as its client chose to. */
  DeviceId: { pattern: "^[A-Za-z0-9][A-Za-z0-9:._@|-]*$", minLength: 1, maxLength: 128 },
  /** Names one life of a session's log. A log that was restored from a backup, or forked, has a new one. */
  Epoch: { minLength: 1, maxLength: 64 },
  /** Text that people can read; never a stack, a path on the server or a secret. */
  ErrorMessage: { maxLength: 500 },
  /** A point in time as ISO 8601 in UTC, with milliseconds. */
  Instant: { pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" },
  /** Names one of the answers that an agent accepts or offers; unique within what it asks for. */
  OptionId: { minLength: 1, maxLength: 128 },
  /** Names a project that sessions are grouped by. */
  ProjectId: { pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$" },
  /** What people call a project. */
  ProjectName: { minLength: 1, maxLength: 200 },
  /** What a person says to an agent. */
  Prompt: { minLength: 1, maxLength: 100000 },
  /** What a client chooses to recognise the answer to a message by. */
  Ref: { minLength: 1, maxLength: 64 },
  /** Names something that an agent asks for; unique within its session. */
  RequestId: { minLength: 1, maxLength: 128 },
  /** Names a session. A session of another tenant is answered like one that does not exist. */
  SessionId: { pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$" },
  /** What people call a session. */
  SessionName: { minLength: 1, maxLength: 200 },
  /**
   * A tenant's identity, as the issuer of the token writes it in `tenant_id`. It names a folder on disk, so anything
   * else is refused with `AUTH_FAILED`.
   */
  TenantId: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" },
  /** Names a tool call; unique within its turn. */
  ToolCallId: { minLength: 1, maxLength: 256 },
  /** Names a turn of a session. */
  TurnId: { pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$" },
  /** A user's identity, as the issuer of the token writes it in `sub`. */
  UserId: { minLength: 1, maxLength: 128 },
  /** A UUID in its usual text form. */
  Uuid: { pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$" },
  /**
   * A path relative to the session's workspace, with `/` between its parts. One that is absolute, has a part `..`, holds
   * NUL, or leads out of the workspace through a link is `PATH_OUTSIDE_WORKSPACE`.
   */
  WorkspacePath: { maxLength: 4096 },
} as const;
