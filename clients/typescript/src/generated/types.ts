// Generated from spec/main.tsp by `npm run generate`. Do not edit.

/** The message was accepted and recorded. */
export interface Ack {
  type: "ack";
  /** That of the message it answers. */
  ref?: Ref;
  /** `type` of the message. */
  messageType: string;
  sessionId?: SessionId;
  turnId?: TurnId;
  /** The `clientTurnId` was used before; `turnId` is the turn that it started then. */
  duplicate?: boolean;
  /** The turn waits behind others. */
  queued?: boolean;
  /** How many turns will have run when this one's time comes, counting from 1: the one that runs now is not counted. */
  position?: number;
}

/** `data` of every error. */
export interface AcpErrorData {
  code: ErrorCode;
  details?: ErrorDetail[];
  sessionId?: SessionId;
  retryAfterMs?: Count;
  /** With `VERSION_CONFLICT`: the version that is there; 0 when there is none. */
  currentVersion?: number;
  /** With `VERSION_CONFLICT` of a `config/batch`: the place of the operation that failed. */
  operation?: Count;
  /** With `METHOD_NOT_FOUND`. */
  method?: string;
  /** With `CONFIG_UNAVAILABLE`: the write may have been done, or may still be. */
  outcomeUnknown?: boolean;
}

/** The turn that runs. */
export interface ActiveTurn {
  turnId: TurnId;
  startedAt: UnixMillis;
  /** What the agent has said in it so far, up to `lastSeq`. */
  text: string;
}

/** An agent as clients see it. */
export interface Agent {
  agentType: AgentType;
  title: string;
  description: string;
  runtime: "demo" | "acp";
}

/** A command that an agent understands: it is said as the text `/name …`. */
export interface AgentCommand {
  name: string;
  description: string;
  /** What to say behind the name, in words. */
  hint?: string;
}

/** A page of the agent catalogue, sorted by agent type. */
export interface AgentPage {
  items: Agent[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** The kind of agent that a session runs: an entry of the agent catalogue. */
export type AgentType = string;

/**
 * Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.
 * A question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.
 * `dismissed` declines the question or rejects the permission.
 */
export interface AnswerQuestion {
  type: "answer_question";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  requestId: RequestId;
  /** By field of the question. */
  answers?: Record<string, unknown>;
  optionId?: OptionId;
  dismissed?: boolean;
}

/** The request that was answered. */
export interface AnswerReceipt {
  requestId: RequestId;
}

/** A permission was given or refused. */
export interface ApprovalResolved {
  type: "approval_resolved";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  requestId: RequestId;
  /** The option that was chosen; absent when the request was dismissed. */
  optionId?: OptionId;
  approved: boolean;
  /** Who decided, or stopped the turn before anyone did; `system` when it ended otherwise. */
  userId: UserId;
}

/**
 * Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn
 * runs or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.
 */
export interface ArchiveSession {
  type: "archive_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
}

/** A file that goes with a prompt. */
export type Attachment = InlineAttachment | FileAttachment;

/** Says who the client is. In dev mode any token is answered with the same identity. */
export interface Authenticate {
  type: "authenticate";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  /** A JWT. */
  token: string;
}

/** The connection belongs to this identity from now on. */
export interface Authenticated {
  type: "authenticated";
  /** That of the message it answers. */
  ref?: Ref;
  identity: Identity;
}

/** A run of an automation moved on. Sent by automations. */
export interface AutomationRun {
  type: "automation_run";
  runId: Uuid;
  automationId: Uuid;
  status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  sessionId?: SessionId;
  turnId?: TurnId;
  startedAt?: Instant;
  endedAt?: Instant;
}

/** Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. No bytes are no characters. */
export type Base64 = string;

/** Names a turn, as its client chose to: once per turn of a session. */
export type ClientTurnId = string;

/** The commands that the agent understands, always all of them. */
export interface CommandsUpdated {
  type: "commands.updated";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  commands: AgentCommand[];
}

/** Does several operations, across scopes, all or nothing. */
export interface ConfigBatchParams {
  /** 3.75 MiB of JSON at most: the store takes 4 MiB, and there each scope is spelled out. */
  operations: ConfigOperation[];
}

/** What came of a batch. */
export interface ConfigBatchResult {
  /** By operation. Of a deletion of what was not there it is the version that the key had last; 0 if it never was. */
  versions: ConfigVersion[];
}

/** An operation of a batch that deletes an entry. */
export interface ConfigDeleteOperation {
  op: "delete";
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
  cas?: ConfigVersion;
}

/** Deletes an entry. One that is not there is no error. */
export interface ConfigDeleteParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
  cas?: ConfigVersion;
}

/** What came of a deletion. */
export interface ConfigDeleted {
  /** Whether it was there. */
  deleted: boolean;
}

/**
 * Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
 * one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.
 */
export interface ConfigGetParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
}

/** An entry in a list. */
export interface ConfigItem {
  key: ConfigKey;
  value: unknown;
  version: ConfigVersion;
}

/**
 * Names an entry within its scope: 1 to 512 bytes of UTF-8 without control characters and without half of a surrogate
 * pair; `.` and `..` are refused. A scope's own keys `project` and `device` are written over REST only.
 */
export type ConfigKey = string;

/** What a key begins with; empty for every key. At most 512 bytes. */
export type ConfigKeyPrefix = string;

/** Lists a scope's entries by their keys. */
export interface ConfigListParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  /** Only entries whose keys begin like this. */
  prefix?: ConfigKeyPrefix;
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/** An operation of a batch. */
export type ConfigOperation = ConfigSetOperation | ConfigDeleteOperation;

/** A page of a scope's entries. */
export interface ConfigPage {
  items: ConfigItem[];
  /** What the page is up to date with: `since` of a subscription that misses nothing. */
  revision: ConfigRevision;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** The store's one counter: every batch of changes has a higher one. */
export type ConfigRevision = number;

/**
 * Whose configuration: each scope is a namespace of the configuration store within the caller's own tenant. It is resolved
 * from the caller's identity alone: no parameter can name another user or another tenant, and `userId` and `tenantId` are
 * refused as `INVALID_MESSAGE`. To read needs the first permission, to write the second one beside it.
 */
export type ConfigScope = "user" | "tenant" | "session" | "project" | "device";

/** An operation of a batch that writes an entry. */
export interface ConfigSetOperation {
  op: "set";
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
  value: unknown;
  cas?: ConfigVersion;
  expiresAt?: number;
}

/** Writes an entry. */
export interface ConfigSetParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
  /** Any JSON, 1 MiB of it at most. */
  value: unknown;
  /** The version that the entry must have. With another one it is `VERSION_CONFLICT`, and `data.currentVersion` says which. */
  cas?: ConfigVersion;
  /** When the entry goes by itself, in milliseconds since 1970. */
  expiresAt?: number;
}

/**
 * Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
 * left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
 * may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
 * the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
 * not read the scope, for want of the permission, nothing is sent.
 */
export interface ConfigSubscribeParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  /** `revision` of the last change that is known. When changes since then are not kept any more: `COMPACTED`. */
  since?: ConfigRevision;
}

/** Whether there is a subscription now. */
export interface ConfigSubscribed {
  subscribed: boolean;
  /** Changes of higher revisions come; where `since` was given, those up to this one come first. */
  revision?: ConfigRevision;
}

/** Ends a subscription. Updates that are on their way may still come before the answer, none after it. */
export interface ConfigUnsubscribeParams {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
}

/** An entry of a scope that is subscribed to has changed. */
export interface ConfigUpdate {
  scope: ConfigScope;
  /** With the scope `session`, and only then. */
  sessionId?: SessionId;
  /** With the scope `project`, and only then. */
  projectId?: ProjectId;
  /** With the scope `device`, and only then. */
  deviceId?: DeviceId;
  key: ConfigKey;
  /** The new value; null when the entry is gone. */
  value: unknown;
  version: ConfigVersion;
  revision: ConfigRevision;
  op: "set" | "delete" | "expire";
  /** The user who made it; `concordance` when its time was over. */
  updatedBy: string;
}

/** What an entry holds. */
export interface ConfigValue {
  value: unknown;
  version: ConfigVersion;
  /** The configuration store cannot be reached: this is what it held when it last could. */
  stale?: boolean;
}

/** How often a key was written, across deletions. As `cas` the version that a write is based on; 0: there must be none. */
export type ConfigVersion = number;

/** An entry was written. */
export interface ConfigWritten {
  version: ConfigVersion;
}

/** The second thing that a connection hears. */
export interface Connected {
  type: "connected";
  /** Names this connection, for support and logs. */
  clientId: Uuid;
  /** Clients SHOULD take a connection for dead that was silent for this long and a little more. */
  heartbeatIntervalMs: number;
  ts: UnixMillis;
}

/** SHA-256 of a file's bytes, 64 lower-case hexadecimal digits. */
export type ContentHash = string;

/** What something cost. */
export interface Cost {
  amount: Decimal;
  /** ISO 4217, or `credits`. */
  currency: string;
}

/** A number of things; zero or more. */
export type Count = number;

/** Creates a session. Its agent is not started before the first turn. */
export interface CreateSession {
  type: "create_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  /** Unknown ones are `AGENT_NOT_FOUND`. */
  agentType: AgentType;
  name?: SessionName;
  projectId?: ProjectId;
  metadata?: Record<string, unknown>;
}

/** Opaque: hand it back as it came. */
export type Cursor = string;

/** A sum of money or credits as a decimal number; text, so that no rounding creeps in. */
export type Decimal = string;

/** Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed. */
export interface DeleteSession {
  type: "delete_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
}

/** Something that the gateway needs. */
export interface DependencyCheck {
  name: string;
  status: "ok" | "failed";
  latencyMs: number;
  /** Whether the gateway can serve without it. */
  required: boolean;
}

/** A device of the caller's: the entry `device` of its scope. */
export interface Device {
  id: DeviceId;
  name: string;
  /** For instance `ios` or `web`. */
  platform?: string;
  /** What push messages are addressed to. */
  pushToken?: string;
  capabilities?: Record<string, unknown>;
  updatedAt: Instant;
}

/** Names a device of the caller's, as its client chose to. */
export type DeviceId = string;

/** A page of the caller's devices. */
export interface DevicePage {
  items: Device[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** A change of a file. */
export interface DiffBlock {
  type: "diff";
  /** Relative to the workspace. */
  path: string;
  /** Null when the file is new. */
  oldText: string | null;
  newText: string;
}

/** Everything that can stand in a session's log. */
export type DurableEvent = SessionState | TurnStarted | TextDelta | TurnComplete | TurnStopped | TurnError | Steered | ThinkingStart | ThinkingProgress | ThinkingComplete | ToolCallStart | ToolCallDelta | ToolCall | ToolResult | ToolError | QuestionRequested | PermissionRequested | QuestionAnswered | ApprovalResolved | TerminalStream | TerminalComplete | SandboxProvisioning | SandboxInit | SandboxRemoved | PlanUpdated | CommandsUpdated | SettingsUpdated | UsageUpdated | FileChanged;

/** Names one life of a session's log. A log that was restored from a backup, or forked, has a new one. */
export type Epoch = string;

/** The message was refused, and nothing has changed; or something happened that the client should know. */
export interface Error {
  type: "error";
  /** That of the message it answers. */
  ref?: Ref;
  code: ErrorCode;
  message: ErrorMessage;
  /** `type` of the message that was refused. */
  messageType?: string;
  sessionId?: SessionId;
  /** When to try again. */
  retryAfterMs?: Count;
  /** The fields that break a rule. */
  details?: ErrorDetail[];
}

/**
 * Every error that the gateway reports, on `/ws`, over REST, on `/acp` and as the end of a turn. On `/acp` the number is in
 * `error.code` and the name in `error.data.code`: the Agent Client Protocol has -32002 for a resource that is not there, and
 * `config/*` has it for a version that is not the current one.
 */
export type ErrorCode = "INVALID_JSON" | "INVALID_MESSAGE" | "INVALID_REQUEST" | "METHOD_NOT_FOUND" | "REQUEST_CANCELLED" | "MESSAGE_TOO_LARGE" | "UNAUTHENTICATED" | "AUTH_FAILED" | "AUTH_TIMEOUT" | "AUTH_RATE_LIMITED" | "FORBIDDEN" | "RATE_LIMITED" | "PROTOCOL_VERSION_MISMATCH" | "SESSION_NOT_FOUND" | "SESSION_ARCHIVED" | "INVALID_STATE" | "TURN_IN_PROGRESS" | "NO_ACTIVE_TURN" | "QUESTION_NOT_FOUND" | "FILE_NOT_FOUND" | "ITERATION_NOT_FOUND" | "PATH_OUTSIDE_WORKSPACE" | "FILE_TOO_LARGE" | "QUEUE_FULL" | "AGENT_NOT_FOUND" | "AGENT_UNAVAILABLE" | "AGENT_FAILED" | "UPSTREAM_TIMEOUT" | "GATEWAY_RESTARTED" | "INSUFFICIENT_CREDITS" | "MEMBER_NOT_FOUND" | "LAST_OWNER" | "NOT_FOUND" | "CONFLICT" | "VERSION_CONFLICT" | "CONFIG_UNAVAILABLE" | "COMPACTED" | "SLOW_CONSUMER" | "SHUTTING_DOWN" | "INTERNAL";

/** A field that breaks a rule. */
export interface ErrorDetail {
  /** JSON Pointer (RFC 6901) into the message; empty for the message as a whole. */
  path: string;
  /** The rule that is broken. */
  message: string;
}

/** Text that people can read; never a stack, a path on the server or a secret. */
export type ErrorMessage = string;

/** A page of the log. */
export interface EventPage {
  items: DurableEvent[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
  /** `seq` of the newest event of the log. */
  lastSeq: Count;
  epoch: Epoch;
}

/** A piece of the log. */
export interface Events {
  type: "events";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
  /** As they were sent when they were live. */
  events: DurableEvent[];
  /** `seq` of the newest event of the log. */
  lastSeq: Count;
  /** There are events after the last one here. */
  hasMore: boolean;
}

/** A file that goes with a prompt and was uploaded before. */
export interface FileAttachment {
  name: string;
  mimeType: string;
  fileId: Uuid;
}

/**
 * A file of the workspace has a new version, or is gone. Passed over are files in folders that belong to tools, whose
 * names are `.git`, `node_modules`, `.venv`, `__pycache__` and `.cache`, and in a workspace with more than
 * `workspaceFiles` files those that are beyond.
 */
export interface FileChanged {
  type: "file_changed";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  path: WorkspacePath;
  /** The version; for a deleted file the last one that it had. */
  iteration: Iteration;
  /** 0 for a deleted file. */
  size: Count;
  /** Of the version; for a deleted file that of the last one. */
  hash: ContentHash;
  change: "created" | "modified" | "deleted";
}

/** What is in a file. */
export interface FileContent {
  type: "file_content";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
  path: WorkspacePath;
  content: string;
  /** `utf8` when the bytes are UTF-8 without NUL, else `base64`. */
  encoding: "utf8" | "base64";
  /** In bytes. */
  size: Count;
  hash: ContentHash;
  /** The version that this is, where it is a kept one. */
  iteration?: Iteration;
}

/** What a file holds. */
export interface FileContents {
  path: WorkspacePath;
  content: string;
  /** `utf8` when the bytes are UTF-8 without NUL, else `base64`. */
  encoding: "utf8" | "base64";
  /** In bytes. */
  size: Count;
  hash: ContentHash;
  /** The version that this is, where it is a kept one. */
  iteration?: Iteration;
}

/** One entry of a folder. */
export interface FileEntry {
  path: WorkspacePath;
  /** A link is never followed. */
  type: "file" | "directory" | "link";
  size: Count;
  modifiedAt: Instant;
  /** The newest kept version, if one is kept. */
  iteration?: Iteration;
}

/** The kept versions of a file. */
export interface FileHistory {
  type: "file_history";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
  path: WorkspacePath;
  /** The oldest first. Where they outgrow `listBytes`, the newest ones. */
  iterations: FileIteration[];
}

/** One kept version of a file. */
export interface FileIteration {
  iteration: Iteration;
  timestamp: UnixMillis;
  size: Count;
  hash: ContentHash;
}

/** A page of a file's kept versions, the oldest first. */
export interface FileIterationPage {
  items: FileIteration[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** What is in a folder. */
export interface FileList {
  type: "file_list";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
  path: WorkspacePath;
  /** Sorted by path. At most `listedFiles`, and no more than fit `listBytes`. */
  entries: FileEntry[];
}

/** A page of a folder, sorted by path. */
export interface FilePage {
  items: FileEntry[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** What a new session takes over from another one. */
export interface Fork {
  /** The last event that is taken over; all of them by default. */
  seq?: number;
  name?: SessionName;
}

/** Reads the log. */
export interface GetEvents {
  type: "get_events";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  afterSeq?: Count;
  limit?: number;
}

/** Reads a kept version of a file. */
export interface GetFileAtIteration {
  type: "file_at_iteration";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  path: string;
  iteration: Iteration;
}

/**
 * Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`
 * passes over there are none.
 */
export interface GetFileHistory {
  type: "file_history";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  path: string;
}

/** Reads what was said, the newest first by page, within a page in the order it was said. */
export interface GetHistory {
  type: "get_history";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  /** Only what was said before this place in the log. */
  beforeSeq?: number;
  limit?: number;
}

/** Guidance for the running turn: as in `steer`. */
export interface Guidance {
  content: Prompt;
}

/** The process lives. */
export interface Health {
  status: "ok";
}

/** A sign of life, every `heartbeatInterval`. */
export interface Heartbeat {
  type: "heartbeat";
  ts: UnixMillis;
}

/** What was said. */
export interface History {
  type: "history";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
  /** In the order they were said; at least one, if there is any, and no more than fit `listBytes`. */
  messages: HistoryMessage[];
  /** Hand it back as `beforeSeq` for what was said before; null at the beginning. */
  nextBeforeSeq: Seq | null;
}

/** Something that was said. */
export interface HistoryMessage {
  /** Where it stands: the turn's first event for what a person said, its last one for what the agent said. */
  seq: Seq;
  turnId: TurnId;
  role: "user" | "agent";
  text: string;
  ts: UnixMillis;
  /** Of an agent's message. Where those of one turn outgrow `listBytes`, the last ones. */
  toolCalls?: HistoryToolCall[];
  /** Of an agent's message: that of `turn_complete`; `stopped` and `error` for the other ends. */
  stopReason?: "end_turn" | "max_tokens" | "max_turn_requests" | "refusal" | "stopped" | "error";
}

/** A tool call as history shows it. */
export interface HistoryToolCall {
  toolCallId: ToolCallId;
  toolName: string;
  title?: string;
  /** `pending` when the turn ended before the tool did. */
  status: "pending" | "completed" | "failed";
}

/** Who the gateway takes a connection for. */
export interface Identity {
  userId: UserId;
  /** As the token says it; empty when it says nothing. */
  email: string;
  tenantId: TenantId;
  role: Role;
  /** What the role permits. */
  permissions: Permission[];
}

/** Something came into the inbox. Sent by automations. */
export interface InboxItem {
  type: "inbox_item";
  itemId: Uuid;
  title: string;
  runId?: Uuid;
  sessionId?: SessionId;
  createdAt: Instant;
}

/** A file that goes with a prompt, its bytes included. */
export interface InlineAttachment {
  name: string;
  /** For instance `image/png`. */
  mimeType: string;
  data: Base64;
}

/** A point in time as ISO 8601 in UTC, with milliseconds. */
export type Instant = string;

/** The version of a file: 1 for the first that a turn left behind, one more for each that differs. */
export type Iteration = number;

/**
 * Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then
 * `session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over
 * from the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in
 * place of `session_synced`: the connection has left the session then.
 */
export interface JoinSession {
  type: "join_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  /** `seq` of the last event that the client has; 0 for the whole log. */
  afterSeq?: Count;
  /**
   * The `epoch` that `afterSeq` was counted in. A client that keeps a cursor SHOULD send it: with another epoch
   * everything follows from 1 (`resume: "reset"`), never another log's events.
   */
  epoch?: Epoch;
}

/** Leaves a session. Leaving one that was not joined changes nothing. */
export interface LeaveSession {
  type: "leave_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
}

/** Lists a folder of the session's workspace. */
export interface ListFiles {
  type: "list_files";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  /** The folder; empty for the workspace itself. */
  path?: WorkspacePath;
  /** How many levels deep. */
  depth?: number;
}

/** Lists the tenant's sessions, the most recently updated first. */
export interface ListSessions {
  type: "list_sessions";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  includeArchived?: boolean;
  /** Only sessions of this project. */
  projectId?: ProjectId;
  /** Only sessions that were opened for exactly this folder over `/acp`; with `/` those of no folder, too. */
  cwd?: string;
  limit?: number;
  cursor?: Cursor;
}

/** Lists, adds and removes members of the tenant and sets their roles. */
export interface ManageMembers {
  type: "manage_members";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  action: "list" | "add" | "set_role" | "remove";
  /** Needed by all but `list`. */
  userId?: UserId;
  /** Needed by `add` and `set_role`. */
  role?: Role;
}

/** A person in a tenant. */
export interface Member {
  userId: UserId;
  email?: string;
  role: Role;
  createdAt: Instant;
  updatedAt: Instant;
}

/** The tenant's members. */
export interface MemberList {
  type: "member_list";
  /** That of the message it answers. */
  ref?: Ref;
  /** The first one first, and no more than fit `listBytes`. */
  members: Member[];
}

/** A member was added, removed, or has another role. */
export interface MemberUpdated {
  type: "member_updated";
  userId: UserId;
  /** Null when the member was removed. */
  role: Role | null;
}

/** A page of what was said, the newest page first. */
export interface MessagePage {
  items: HistoryMessage[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** The answer to a question or permission request: as in `answer_question`. */
export interface NewAnswer {
  requestId: RequestId;
  answers?: Record<string, unknown>;
  optionId?: OptionId;
  dismissed?: boolean;
}

/** What is said of a device. */
export interface NewDevice {
  name: string;
  platform?: string;
  pushToken?: string;
  capabilities?: Record<string, unknown>;
}

/** A new project. */
export interface NewProject {
  name: ProjectName;
  description?: string;
  metadata?: Record<string, unknown>;
}

/** A new session. */
export interface NewSession {
  agentType: AgentType;
  name?: SessionName;
  projectId?: ProjectId;
  metadata?: Record<string, unknown>;
}

/** A new turn: as in `run_turn`. */
export interface NewTurn {
  text: Prompt;
  clientTurnId?: ClientTurnId;
  whenBusy?: "reject" | "queue" | "interrupt";
  attachments?: Attachment[];
}

/** Names one of the answers that an agent accepts or offers; unique within what it asks for. */
export type OptionId = string;

/** What an agent waits for. */
export type PendingRequest = QuestionRequested | PermissionRequested;

/** What a member of a tenant may do. */
export type Permission = "session:create" | "session:read" | "session:write" | "session:delete" | "session:archive" | "session:steer" | "member:read" | "member:write" | "member:delete" | "billing:read" | "billing:write" | "tenant:admin" | "project:read" | "project:write" | "project:manage" | "automation:read" | "automation:write" | "automation:manage" | "skill:read" | "skill:write" | "skill:manage" | "file:read" | "file:write" | "file:manage" | "credential:manage" | "integration:manage" | "config:read" | "config:write" | "config:manage" | "audit:read";

/** One of the answers that an agent accepts to a permission request. */
export interface PermissionOption {
  optionId: OptionId;
  name: string;
  kind: "allow_once" | "allow_always" | "reject_once" | "reject_always";
}

/** The agent asks for permission. The session waits. */
export interface PermissionRequested {
  type: "permission_requested";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  requestId: RequestId;
  /** The tool call that it is for. */
  toolCallId?: ToolCallId;
  title: string;
  options: PermissionOption[];
}

/** Asks whether the gateway is there. */
export interface Ping {
  type: "ping";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  /** Comes back as `clientTs`. */
  ts?: number;
}

/** A step of the agent's plan. */
export interface PlanEntry {
  content: string;
  priority: "high" | "medium" | "low";
  status: "pending" | "in_progress" | "completed";
}

/** The agent's plan, always the whole of it. */
export interface PlanUpdated {
  type: "plan.updated";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  entries: PlanEntry[];
}

/** The answer to `ping`. */
export interface Pong {
  type: "pong";
  /** That of the message it answers. */
  ref?: Ref;
  ts: UnixMillis;
  /** `ts` of the ping. */
  clientTs?: number;
}

/** The caller's preferences: the entries of the scope `user` by their keys. */
export interface Preferences {
  preferences: Record<string, unknown>;
}

/** What is to change of the preferences: null removes a key, what is left out stays. */
export interface PreferencesPatch {
  /** At most `configPatchKeys` keys. */
  preferences: Record<string, unknown>;
}

/** An error as RFC 9457 describes it. */
export interface ProblemDetails {
  /** `about:blank`: `title` and `code` say it all. */
  type: string;
  /** The name of the HTTP status. */
  title: string;
  status: number;
  code: ErrorCode;
  detail: ErrorMessage;
  /** The request's id, as in `X-Request-Id`. */
  instance: string;
  /** The fields that break a rule; a path begins with `/body`, `/query`, `/path` or `/headers`. */
  details?: ErrorDetail[];
  retryAfterMs?: Count;
}

/** What sessions are grouped by: the entry `project` of its scope. */
export interface Project {
  id: ProjectId;
  name: ProjectName;
  description: string;
  metadata: Record<string, unknown>;
  createdAt: Instant;
  createdBy: UserId;
  updatedAt: Instant;
}

/** Names a project that sessions are grouped by. */
export type ProjectId = string;

/** What people call a project. */
export type ProjectName = string;

/** A page of projects, in the order of their ids. */
export interface ProjectPage {
  items: Project[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** What may be changed of a project. What is left out stays as it is. */
export interface ProjectPatch {
  name?: ProjectName;
  description?: string;
  /** Replaces all of it. */
  metadata?: Record<string, unknown>;
}

/** What a person says to an agent. */
export type Prompt = string;

/** A question was answered or dismissed. */
export interface QuestionAnswered {
  type: "question_answered";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  requestId: RequestId;
  /** By field; `{"optionId": …}` where an option was chosen. */
  answers?: Record<string, unknown>;
  dismissed: boolean;
  /** Who answered, or stopped the turn before anyone did; `system` when it ended otherwise. */
  userId: UserId;
}

/** One of the answers that an agent offers to a question. */
export interface QuestionOption {
  optionId: OptionId;
  name: string;
  description?: string;
}

/** The agent asks a question. The session waits. */
export interface QuestionRequested {
  type: "question_requested";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  requestId: RequestId;
  question: string;
  /** A JSON Schema of the answer: an object whose properties are the fields to fill in. */
  fields?: Record<string, unknown>;
  options?: QuestionOption[];
}

/** Reads a file of the session's workspace as it is now. */
export interface ReadFile {
  type: "read_file";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  path: string;
}

/** Whether the gateway can serve. */
export interface Readiness {
  status: "ok" | "failed";
  checks: DependencyCheck[];
}

/** What a client chooses to recognise the answer to a message by. */
export type Ref = string;

/** Gives a session another name. */
export interface RenameSession {
  type: "rename_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  name: SessionName;
}

/** Names something that an agent asks for; unique within its session. */
export type RequestId = string;

/** What a person is in a tenant. */
export type Role = "owner" | "admin" | "billing_admin" | "member" | "viewer";

/**
 * Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one
 * `turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.
 */
export interface RunTurn {
  type: "run_turn";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  text: Prompt;
  /**
   * Chosen by the client, once per turn. When it was used in this session before, nothing starts: the answer is that
   * turn's id with `duplicate: true`. So a client that lost its connection may send it again.
   */
  clientTurnId?: ClientTurnId;
  /**
   * What to do while a turn runs or waits: refuse with `TURN_IN_PROGRESS`; run it when its time comes, also after a
   * restart; or stop the running turn and run this one before those that wait. Where `queuedTurns` turns wait already,
   * `queue` and `interrupt` are both `QUEUE_FULL`, and the running turn is not stopped.
   */
  whenBusy?: "reject" | "queue" | "interrupt";
  attachments?: Attachment[];
}

/** The sandbox is there. */
export interface SandboxInit {
  type: "sandbox.init";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId?: TurnId;
  sandboxId: string;
  message?: string;
}

/** A sandbox is being made for the agent. */
export interface SandboxProvisioning {
  type: "sandbox.provisioning";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId?: TurnId;
  sandboxId: string;
  message?: string;
}

/** The sandbox is gone. */
export interface SandboxRemoved {
  type: "sandbox.removed";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId?: TurnId;
  sandboxId: string;
  message?: string;
}

/** The place of an event in its session's log: starts at 1, rises by exactly 1, is never used twice. */
export type Seq = number;

/** What the gateway is. */
export interface ServerInfo {
  name: string;
  version: string;
}

/** The gateway shuts down; the connection is closed with 1001 soon. */
export interface ServerShutdown {
  type: "server_shutdown";
  reason: string;
  reconnectAfterMs: Count;
}

/** A conversation with one agent in one workspace. */
export interface Session {
  id: SessionId;
  name: SessionName;
  agentType: AgentType;
  status: SessionStatus;
  projectId: ProjectId | null;
  /** What the client that created the session attached to it. */
  metadata: Record<string, unknown>;
  archived: boolean;
  createdAt: Instant;
  /** When it was last renamed, archived, or written to by an event. */
  updatedAt: Instant;
  /** `seq` of the newest event of its log; 0 while there is none. */
  lastSeq: Count;
  createdBy: UserId;
  usage: SessionUsage;
  /** The folder on its client's machine that the session was opened for over `/acp`; absolute. */
  cwd?: string;
}

/** A session was put away. */
export interface SessionArchived {
  type: "session_archived";
  /** That of the message it answers. */
  ref?: Ref;
  session: Session;
}

/** A session was created. */
export interface SessionCreated {
  type: "session_created";
  /** That of the message it answers. */
  ref?: Ref;
  session: Session;
}

/** A session is gone for good. Who had joined it has left it. */
export interface SessionDeleted {
  type: "session_deleted";
  /** That of the message it answers. */
  ref?: Ref;
  sessionId: SessionId;
}

/** Names a session. A session of another tenant is answered like one that does not exist. */
export type SessionId = string;

/** The tenant's sessions. */
export interface SessionList {
  type: "session_list";
  /** That of the message it answers. */
  ref?: Ref;
  sessions: Session[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** One of the ways in which an agent can work. */
export interface SessionMode {
  modeId: string;
  name: string;
  description?: string;
}

/** The ways in which an agent can work, and the one that it works in. */
export interface SessionModes {
  currentModeId: string;
  available: SessionMode[];
}

/** What people call a session. */
export type SessionName = string;

/** Something that an agent can be set to, for instance its model. */
export interface SessionOption {
  optionId: string;
  name: string;
  description?: string;
  /** `mode`, `model`, `model_config`, `thought_level`, or a name of the agent's own that begins with `_`. */
  category?: string;
  kind: "select" | "boolean";
  /** One of the choices' values, or a boolean. */
  value: string | boolean;
  /** Of a `select`. */
  choices?: SessionOptionChoice[];
}

/** One of the values that an option can have. */
export interface SessionOptionChoice {
  value: string;
  name: string;
  description?: string;
  /** What the choices of a kind are shown under. */
  group?: string;
}

/** A page of sessions. */
export interface SessionPage {
  items: Session[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
}

/** What may be changed of a session. What is left out stays as it is. */
export interface SessionPatch {
  name?: SessionName;
  /** Null takes the session out of its project. */
  projectId?: ProjectId | null;
  /** Replaces all of it. */
  metadata?: Record<string, unknown>;
}

/** The session moved from one state to another. */
export interface SessionState {
  type: "session_state";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  status: SessionStatus;
  previous: SessionStatus;
  /** `gateway_restarted` after a restart; the code of an error; or a word on why. */
  reason?: string;
}

/** What a session is doing. Every move from one state to another is one `session_state` event. */
export type SessionStatus = "inactive" | "activating" | "ready" | "running" | "waiting" | "deactivating" | "error";

/** The replay is complete up to `seq`; what follows is live. */
export interface SessionSynced {
  type: "session_synced";
  sessionId: SessionId;
  /** 0 while the log is empty. */
  seq: Count;
}

/** A session was taken back. */
export interface SessionUnarchived {
  type: "session_unarchived";
  /** That of the message it answers. */
  ref?: Ref;
  session: Session;
}

/** A session was renamed. */
export interface SessionUpdated {
  type: "session_updated";
  /** That of the message it answers. */
  ref?: Ref;
  session: Session;
}

/** What a session has used since it began. */
export interface SessionUsage {
  inputTokens: Count;
  outputTokens: Count;
  /** The sum over all turns in the currency of the first one that had a cost; null until then. */
  cost: Cost | null;
}

/** The tenant's settings: the entries of the scope `tenant` by their keys. */
export interface Settings {
  settings: Record<string, unknown>;
}

/** What is to change of the settings: null removes a key, what is left out stays. */
export interface SettingsPatch {
  /** At most `configPatchKeys` keys. */
  settings: Record<string, unknown>;
}

/** What the agent can be set to, and what it is set to, always all of it. It is set over `/acp`. */
export interface SettingsUpdated {
  type: "settings.updated";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  /** Null when the agent knows no modes. */
  modes: SessionModes | null;
  options: SessionOption[];
  /** Who changed it; absent when the agent did. */
  userId?: UserId;
}

/** The session as it is at `lastSeq`. */
export interface StateSnapshot {
  type: "state_snapshot";
  /** That of the message it answers. */
  ref?: Ref;
  session: Session;
  epoch: Epoch;
  lastSeq: Count;
  /**
   * `live`: no `afterSeq` was given. `continued`: the events after it follow. `reset`: the cursor is not one of this
   * log, everything follows from 1, and the client MUST forget what it had.
   */
  resume: "live" | "continued" | "reset";
  /** `seq` of the first event that follows. */
  replayFrom: Seq;
  activeTurn: ActiveTurn | null;
  /** The questions and permissions that are open. */
  pendingRequests: PendingRequest[];
  /** Connections that have joined, this one included. */
  participants: Count;
}

/** Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance. */
export interface Steer {
  type: "steer";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
  content: Prompt;
}

/** A person guided the turn. */
export interface Steered {
  type: "steered";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  content: string;
  userId: UserId;
}

/** Stops the running turn. The agent is asked first and killed if it does not end in time. */
export interface StopTurn {
  type: "stop_turn";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
}

/**
 * A tenant's identity, as the issuer of the token writes it in `tenant_id`. It names a folder on disk, so anything
 * else is refused with `AUTH_FAILED`.
 */
export type TenantId = string;

/** The output of a terminal, which `terminal.stream` events carry. */
export interface TerminalBlock {
  type: "terminal";
  terminalId: string;
}

/** A terminal's command ended. */
export interface TerminalComplete {
  type: "terminal.complete";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  terminalId: string;
  /** Absent when a signal ended it. */
  exitCode?: number;
  signal?: string;
}

/** A terminal prints. */
export interface TerminalStream {
  type: "terminal.stream";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  terminalId: string;
  stream: "stdout" | "stderr";
  data: string;
}

/** Text that a tool returned. */
export interface TextBlock {
  type: "text";
  text: string;
}

/** The agent says something. */
export interface TextDelta {
  type: "text_delta";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  text: string;
}

/** The agent has thought. */
export interface ThinkingComplete {
  type: "thinking.complete";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  /** All of it. */
  text: string;
}

/** The agent thinks aloud. */
export interface ThinkingProgress {
  type: "thinking.progress";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  text: string;
}

/** The agent begins to think. Thinking that says nothing produces no event. */
export interface ThinkingStart {
  type: "thinking.start";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
}

/** The agent calls a tool. */
export interface ToolCall {
  type: "tool_call";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  toolCallId: ToolCallId;
  toolName: string;
  /** Complete. */
  input: unknown;
  locations?: ToolLocation[];
}

/** A piece of the tool's input, as the agent writes it. */
export interface ToolCallDelta {
  type: "tool_call_delta";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  toolCallId: ToolCallId;
  delta: string;
}

/** Names a tool call; unique within its turn. */
export type ToolCallId = string;

/** The agent is about to call a tool. */
export interface ToolCallStart {
  type: "tool_call_start";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  toolCallId: ToolCallId;
  toolName: string;
  title?: string;
  kind?: ToolKind;
}

/** What a tool returned, for people to look at. */
export type ToolContent = TextBlock | DiffBlock | TerminalBlock;

/** The tool failed. */
export interface ToolError {
  type: "tool_error";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  toolCallId: ToolCallId;
  message: string;
}

/** What sort of tool it is, for an icon and for policies. */
export type ToolKind = "read" | "edit" | "delete" | "move" | "search" | "execute" | "think" | "fetch" | "switch_mode" | "other";

/** A place that a tool call is about, so that an editor can follow along. */
export interface ToolLocation {
  /** Relative to the workspace; absolute where the place is outside it. */
  path: string;
  /** Counts from 1. */
  line?: number;
}

/** The tool returned. */
export interface ToolResult {
  type: "tool_result";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  toolCallId: ToolCallId;
  output: unknown;
  /** The same for people to look at. */
  content?: ToolContent[];
  durationMs?: Count;
}

/** The turn ended by itself. */
export interface TurnComplete {
  type: "turn_complete";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  /** All that the agent said. */
  finalText: string;
  stopReason: "end_turn" | "max_tokens" | "max_turn_requests" | "refusal";
  usage: TurnUsage;
}

/** The turn failed. */
export interface TurnError {
  type: "turn_error";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  code: ErrorCode;
  message: ErrorMessage;
  /** The same turn may succeed when it is run again. */
  retryable: boolean;
}

/** Names a turn of a session. */
export type TurnId = string;

/** A turn that was accepted. */
export interface TurnReceipt {
  turnId: TurnId;
  /** The `clientTurnId` was used before. */
  duplicate?: boolean;
  /** The turn waits behind others. */
  queued?: boolean;
  position?: number;
}

/** The turn that something was done to. */
export interface TurnReference {
  turnId: TurnId;
}

/** A turn's first event. */
export interface TurnStarted {
  type: "turn_started";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  clientTurnId?: ClientTurnId;
  text: string;
  userId: UserId;
}

/** A person stopped the turn. */
export interface TurnStopped {
  type: "turn_stopped";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  /** What the agent had said by then. */
  partialText: string;
  usage: TurnUsage;
}

/** What a turn used, as far as its agent reported it. */
export interface TurnUsage {
  inputTokens: Count;
  outputTokens: Count;
  cost?: Cost;
}

/** Takes an archived session back. Doing so to one that is not archived changes nothing. */
export interface UnarchiveSession {
  type: "unarchive_session";
  /** The direct reply, or the error, carries the same one. */
  ref?: Ref;
  sessionId: SessionId;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type UnixMillis = number;

/** What the turn has used so far. */
export interface UsageUpdated {
  type: "usage.updated";
  sessionId: SessionId;
  seq: Seq;
  ts: UnixMillis;
  turnId: TurnId;
  inputTokens: Count;
  outputTokens: Count;
  cost?: Cost;
  creditsReserved?: Decimal;
  creditsSpent?: Decimal;
}

/** A user's identity, as the issuer of the token writes it in `sub`. */
export type UserId = string;

/** A UUID in its usual text form. */
export type Uuid = string;

/** The first thing that a connection hears. */
export interface Welcome {
  type: "welcome";
  /** The version that this connection speaks. */
  protocolVersion: number;
  supportedVersions: number[];
  /** Whether `authenticate` must come first. */
  requiresAuth: boolean;
  server: ServerInfo;
}

/**
 * A path relative to the session's workspace, with `/` between its parts. One that is absolute, has a part `..`, holds
 * NUL, or leads out of the workspace through a link is `PATH_OUTSIDE_WORKSPACE`.
 */
export type WorkspacePath = string;
