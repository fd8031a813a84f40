// Generated from spec/common/limits.tsp by `npm run generate`. Do not edit.

export const LIMITS = {
  /** Largest WebSocket frame or JSON body that a client may send. In bytes. */
  frameBytes: 1048576,
  /** Deepest nesting of arrays and objects in JSON. In levels. */
  jsonDepth: 64,
  /** Messages of one connection, `ping` included, within `messageWindow`. In messages. */
  messagesPerWindow: 60,
  /** Length of the sliding window of `messagesPerWindow`. In ms. */
  messageWindow: 10000,
  /** Windows in a row in which a connection was limited, before it is closed with `FLOODING`. In windows. */
  limitedWindowsBeforeClose: 5,
  /** Time in which a connection must authenticate. In ms. */
  authenticateTimeout: 10000,
  /**
   * Failed attempts to authenticate of one address within `authenticationWindow`. Successful ones do not count:
   * many people share an address. In attempts.
   */
  authenticationAttempts: 10,
  /** Length of the sliding window of `authenticationAttempts`. In ms. */
  authenticationWindow: 60000,
  /** Sessions that one connection may have joined. In sessions. */
  joinedSessions: 1000,
  /** Longest `message` of an error. In code points. */
  errorMessageLength: 500,
  /** Turns of one session that wait behind the running one. In turns. */
  queuedTurns: 20,
  /** Time between two heartbeats. In ms. */
  heartbeatInterval: 30000,
  /** A connection from which no frame and no pong came for this long is closed. In ms. */
  silenceTimeout: 75000,
  /** Text of a turn is gathered for this long before it becomes one `text_delta`. In ms. */
  coalesceTime: 10,
  /** Text of a turn is gathered up to this size before it becomes one `text_delta`. In bytes. */
  coalesceBytes: 4096,
  /** What may wait to be sent to one client before it is closed with `SLOW_CONSUMER`. In bytes. */
  sendBufferBytes: 8388608,
  /** Time in which the gateway shuts down. In ms. */
  shutdownTime: 10000,
  /** How long a client should wait before it reconnects after `server_shutdown`. In ms. */
  reconnectAfterShutdown: 1000,
  /** SQLite databases that are open at a time. In databases. */
  openDatabases: 500,
  /** Largest file whose content is sent. Base64 makes it a third larger, and that must fit `sendBufferBytes`. In bytes. */
  fileBytes: 4194304,
  /** Largest file whose versions are kept. Of larger ones only size and hash are recorded. In bytes. */
  iterationBytes: 104857600,
  /** Files of a workspace that are watched for changes. In files. */
  workspaceFiles: 20000,
  /** Entries of one `file_list`. In entries. */
  listedFiles: 5000,
  /** Largest event. What an agent sends beyond it is cut, with a note that it was. In bytes. */
  eventBytes: 1048576,
  /** Most bytes of events in one `events` reply; fewer than `limit` events then come. In bytes. */
  eventsPageBytes: 4194304,
  /**
   * Most bytes of messages in one `history` reply, of entries in a `file_list`, of iterations in a `file_history`, of
   * members in a `member_list`; fewer of them then come. Preferences or settings that are larger are not sent as one. In bytes.
   */
  listBytes: 4194304,
  /** What one turn may write to its session's log. Past that the agent is taken to flood. In bytes. */
  turnBytes: 268435456,
  /** Rate at which one agent's output is read; a faster one is held back. In bytes/s. */
  agentOutputRate: 16777216,
  /** Longest line that an agent may write to its standard output. In bytes. */
  agentLineBytes: 16777216,
  /** Time in which an agent must be ready. In ms. */
  agentStartTimeout: 30000,
  /** Longest silence of an agent within a turn, unless the catalogue says otherwise. Time in which a person is asked does not count. In ms. */
  agentSilence: 600000,
  /** Time in which an agent must end a turn that is stopped. Past that it is killed. In ms. */
  agentStopTimeout: 5000,
  /** The same when the gateway shuts down. Then the turn ends without it. In ms. */
  agentShutdownTimeout: 2000,
  /** An agent that has had no turn for this long is shut down; the session becomes `inactive`. In ms. */
  agentIdle: 600000,
  /** Time for which the answer to an `Idempotency-Key` is kept. In ms. */
  idempotencyTime: 86400000,
  /** Verified tokens that are remembered. In tokens. */
  tokenCacheSize: 10000,
  /** Longest time for which a verified token is remembered. In ms. */
  tokenCacheTime: 300000,
  /** Largest message on `/acp`: prompts carry images. In bytes. */
  acpFrameBytes: 16777216,
  /** Calls of one `/acp` connection that may wait for their answers. Past that nothing more is read from it. In calls. */
  acpPendingCalls: 256,
  /** `session/new` and `session/prompt` calls of one `/acp` connection within `messageWindow`; past that `RATE_LIMITED`. In calls. */
  acpSessionCallsPerWindow: 60,
  /** What the MCP servers that a client gives for a session may take as JSON. In bytes. */
  mcpServersBytes: 262144,
  /** An `/acp` connection over HTTP that has neither a request nor an open stream for this long is ended. In ms. */
  acpHttpIdle: 60000,
  /** Scopes that one connection may be subscribed to. In subscriptions. */
  configSubscriptions: 1000,
  /** Keys that one PATCH of preferences or settings may change. In keys. */
  configPatchKeys: 100,
  /** Time within which the configuration store must answer. In ms. */
  configTimeout: 5000,
} as const;
