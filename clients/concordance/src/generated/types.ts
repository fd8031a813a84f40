// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

/** Who makes a change, for people to read: at most 256 characters, without control characters. */
export type Actor = string;

/** Where a node is reached by the others: `host:port`, an IPv6 address in brackets. */
export type Address = string;

/** What became of a batch. */
export interface BatchResult {
  /** The revision of all its changes; the store's when it changed nothing. */
  revision: Revision;
  /** One for each operation, in their order. */
  results: readonly OperationResult[];
}

/** A change of an entry. */
export interface Change {
  namespace: Namespace;
  key: Key;
  op: ChangeKind;
  /** The new value; null when the entry is gone. */
  value: unknown;
  /** The version that the change made. A deletion and an expiry make one, too. */
  version: Version;
  revision: Revision;
  /** Who made it; `concordance` for an expiry. */
  updatedBy: Actor;
  updatedAt: UnixMillis;
}

/** What happened to an entry: it was written, deleted, or its time was over. */
export type ChangeKind = "set" | "delete" | "expire";

/** Changes nothing, but demands that an entry has this version: else nothing of the batch happens. */
export interface CheckOperation {
  op: "check";
  namespace: Namespace;
  key: Key;
  /** The version that the entry must have; 0: there must be none. */
  cas: Version;
}

/** Names a cluster: chosen at random when it is begun, and again when one is restored from a backup. */
export type ClusterId = string;

/** Takes a node into the cluster. The answer comes when that is committed; its vote may come later. */
export interface ClusterJoinParams {
  nodeId: NodeId;
  address: Address;
  /** It never gets a vote. Else it gets one as soon as it has caught up. */
  learner?: boolean;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** A member of the cluster, as the node that was asked knows it. */
export interface ClusterMember {
  nodeId: NodeId;
  address: Address;
  /** Whether it has a vote. */
  voter: boolean;
  role: MemberRole;
  /** Its log is the leader's up to here; null where that is not known: only the leader knows it of others. */
  matchIndex: Count | null;
  /** How long ago it was heard, in milliseconds; null where that is not known. */
  lastContactMs: Count | null;
}

/** Takes a node out of the cluster. The answer comes when that is committed. */
export interface ClusterRemoveParams {
  nodeId: NodeId;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** What a node knows of itself and of its cluster. */
export interface ClusterStatus {
  clusterId: ClusterId;
  nodeId: NodeId;
  role: NodeRole;
  term: Count;
  /** The leader, as far as the node knows; null when it knows of none. */
  leader: NodeId | null;
  /** Up to here the log is committed. */
  commitIndex: Count;
  /** Up to here it is applied to the state. */
  appliedIndex: Count;
  /** The revision of the state. */
  revision: Revision;
  /** In the order in which they came. */
  members: readonly ClusterMember[];
}

/** Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer. */
export interface ClusterStatusParams {
  /** Where the read is made. */
  consistency?: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Hands leadership over. The answer comes when another node leads. */
export interface ClusterTransferParams {
  /** A node with a vote; the most advanced one by default. */
  nodeId?: NodeId;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Where a read is made. */
export type Consistency = "local" | "linearizable";

/** A number of things; zero or more. */
export type Count = number;

/** Opaque: hand it back as it came, with the same namespace and prefix. */
export type Cursor = string;

/** Deletes an entry. One that is not there is no error. */
export interface DeleteOperation {
  op: "delete";
  namespace: Namespace;
  key: Key;
  /** The version that the entry must have; 0: there must be none. */
  cas?: Version;
}

/** What became of a deletion. */
export interface DeleteResult {
  /** Whether there was an entry. */
  deleted: boolean;
  /** The version that the deletion made; the one that was there when there was no entry, 0 if there never was one. */
  version: Version;
  /** The revision of the deletion; the store's when there was no entry. */
  revision: Revision;
}

/** A number of milliseconds. */
export type Duration = number;

/** What a key holds, and since when. */
export interface Entry {
  namespace: Namespace;
  key: Key;
  /** Any JSON, at most `valueBytes` of it. */
  value: unknown;
  version: Version;
  /** The revision of its last change. */
  revision: Revision;
  updatedBy: Actor;
  /** When it was changed, by the clock of the leader. */
  updatedAt: UnixMillis;
  /** From then on it is not there any more, on any node. Null: it stays. */
  expiresAt: UnixMillis | null;
}

/** Where an entry is. */
export interface EntryAddress {
  namespace: Namespace;
  key: Key;
}

/** Entries, each where its key was asked for; null where there is none. */
export interface EntryList {
  items: readonly (Entry | null)[];
  /** The revision of the state that all of them were read from. */
  revision: Revision;
}

/** A page of entries, in the order of their keys by UTF-16 units. */
export interface EntryPage {
  items: readonly Entry[];
  /** Hand it back as `cursor` for the next page; null on the last one. */
  nextCursor: Cursor | null;
  /** The revision of the state that the page was read from: changes after it are not in it. */
  revision: Revision;
}

/**
 * Every error that the store reports. On `/stream` the number is in `error.code` and the name in `error.data.code`; over
 * REST the name is in `error.code`. A write that gets one had no effect and never will have, unless the code says otherwise.
 */
export type ErrorCode = "INVALID_JSON" | "INVALID_CALL" | "METHOD_NOT_FOUND" | "INVALID_REQUEST" | "TOO_LARGE" | "UNAUTHORIZED" | "READ_ONLY" | "NOT_FOUND" | "CAS_CONFLICT" | "COMPACTED" | "NOT_LEADER" | "NO_LEADER" | "PROPOSAL_TIMEOUT" | "OVERLOADED" | "CHANGE_PENDING" | "UNKNOWN_MEMBER" | "LAST_VOTER" | "TRANSFER_FAILED" | "TOO_MANY_SUBSCRIPTIONS" | "STORAGE_FAILED" | "SHUTTING_DOWN" | "INTERNAL";

/** What an error tells beside its message. Which members there are depends on the code. */
export interface ErrorData {
  code: ErrorCode;
  /** `CAS_CONFLICT`: the version that the entry has, 0 if there is none. */
  currentVersion?: Version;
  /** `CAS_CONFLICT` in a batch: which operation it is, counted from 0. */
  operation?: Count;
  /** `COMPACTED`: the lowest revision that changes can be continued from. */
  compactedTo?: Revision;
  /** `NOT_LEADER`: the address of the leader; null when there is none. */
  leader?: Address | null;
  /** `INVALID_REQUEST` and `TOO_LARGE`: what is wrong. */
  details?: readonly ErrorDetail[];
}

/** A field that breaks a rule. */
export interface ErrorDetail {
  /** JSON Pointer (RFC 6901): into the parameters of a call; over REST it begins with `/body`, `/query` or `/path`. */
  path: string;
  /** The rule that is broken. */
  message: string;
}

/** Text that people can read; never a stack, a path on the server or a secret. */
export type ErrorMessage = string;

/**
 * Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a
 * surrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.
 */
export type Key = string;

/** What a key begins with; empty for every key. At most 512 bytes. */
export type KeyPrefix = string;

/**
 * Does several operations, all or nothing.
 *
 * It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
 * more. A `check` alone does not see to that: what it checks may still be so.
 */
export interface KvBatchParams {
  /** As JSON at most `batchBytes`. */
  operations: readonly Operation[];
  /** Who makes the changes. */
  actor?: Actor;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent. */
export interface KvDeleteParams {
  namespace: Namespace;
  key: Key;
  /** Who makes the change. */
  actor?: Actor;
  /** The version that the entry must have; 0: there must be none. */
  cas?: Version;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Reads an entry. One that is not there is `NOT_FOUND`. */
export interface KvGetParams {
  namespace: Namespace;
  key: Key;
  /** Where the read is made. */
  consistency?: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Lists the entries of a namespace; not those of the namespaces below it. */
export interface KvListParams {
  namespace: Namespace;
  /** Only entries whose keys begin like this. */
  prefix?: KeyPrefix;
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  /** Where the read is made. */
  consistency?: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** Reads several entries, all from the same state. Those that are not there are null. */
export interface KvMgetParams {
  keys: readonly EntryAddress[];
  /** Where the read is made. */
  consistency?: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/**
 * Writes an entry.
 *
 * With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
 * With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.
 */
export interface KvSetParams {
  namespace: Namespace;
  key: Key;
  /** Any JSON, at most `valueBytes` of it. */
  value: unknown;
  /** Who makes the change. */
  actor?: Actor;
  /** The version that the entry must have; 0: there must be none. */
  cas?: Version;
  /** When the entry expires. One that is over already makes an entry that is gone at once. */
  expiresAt?: UnixMillis;
  /** The same, counted from when the leader takes the write. */
  ttlMs?: Duration;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward?: boolean;
}

/** What a member counts for. */
export type MemberRole = "voter" | "joining" | "learner";

/**
 * A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything
 * else as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared
 * character by character: `%2f` and `%2F` are two names.
 *
 * A namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and
 * never `tenant:acme2`.
 */
export type Namespace = string;

/** Names a node for good: with another data folder it has another id. */
export type NodeId = string;

/** What a node does in its cluster. A candidate that only asks whether it would be elected is a pre-candidate. */
export type NodeRole = "follower" | "pre_candidate" | "candidate" | "leader";

/** One step of a batch. */
export type Operation = SetOperation | DeleteOperation | CheckOperation;

/** What became of one operation of a batch. */
export interface OperationResult {
  op: "set" | "delete" | "check";
  /**
   * The version of the key afterwards: what the operation made it; the one that was there when it changed nothing. 0 if
   * there never was one.
   */
  version: Version;
  /** Of a `delete`: whether there was an entry. */
  deleted?: boolean;
}

/** The store's one counter. Every batch of changes has a higher one; all changes of a batch have the same. */
export type Revision = number;

/** Writes an entry. */
export interface SetOperation {
  op: "set";
  namespace: Namespace;
  key: Key;
  /** Any JSON, at most `valueBytes` of it. */
  value: unknown;
  /** The version that the entry must have; 0: there must be none. */
  cas?: Version;
  /** When the entry expires. One that is over already makes an entry that is gone at once. */
  expiresAt?: UnixMillis;
  /** The same, counted from when the leader takes the write. */
  ttlMs?: Duration;
}

/** The answer to a call: `result` when it succeeded, else `error`. */
export interface StreamAnswer {
  jsonrpc: "2.0";
  /** That of the call. */
  id: StreamCallId;
  result?: unknown;
  error?: StreamError;
}

/** A call of a method. */
export interface StreamCall {
  jsonrpc: "2.0";
  /** Comes back with the answer. Without it there is no answer. */
  id?: StreamCallId;
  method: string;
  /** By name; none by default. */
  params?: Record<string, unknown>;
}

/** What a caller recognises the answer by. */
export type StreamCallId = StreamCallName | number | null;

/** A call's id that is a text. */
export type StreamCallName = string;

/** Why a call failed. */
export interface StreamError {
  /** The number of the error code. */
  code: number;
  message: ErrorMessage;
  data: ErrorData;
}

/** What the server sends on its own: a change, or how far a subscription is. */
export interface StreamNotification {
  jsonrpc: "2.0";
  method: string;
  params: Record<string, unknown>;
}

/** The subscription is there. */
export interface Subscribed {
  /** Without `sinceRevision`, changes of higher revisions follow. With it, those up to this one come first. */
  revision: Revision;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type UnixMillis = number;

/** The subscription is not there any more. */
export interface Unsubscribed {
  /** Whether it was there. */
  unsubscribed: boolean;
}

/**
 * How often a key was written: 1 at first, one more with each write, also across deletion and expiry. As `cas` it is the
 * version that a write is based on; 0 says that there must be no such entry.
 */
export type Version = number;

/** Something has changed. */
export interface WatchChange {
  /** The namespace of the subscription that it is sent for. */
  subscription: Namespace;
  namespace: Namespace;
  key: Key;
  op: ChangeKind;
  /** The new value; null when the entry is gone. */
  value: unknown;
  /** The version that the change made. A deletion and an expiry make one, too. */
  version: Version;
  revision: Revision;
  /** Who made it; `concordance` for an expiry. */
  updatedBy: Actor;
  updatedAt: UnixMillis;
}

/**
 * A subscription has had every change up to a revision: what to give as `sinceRevision` after the connection was lost.
 * It comes whenever nothing has changed for `watchProgress`, and before the change log is cut, so that a cursor never
 * grows stale.
 */
export interface WatchProgress {
  /** The namespace of the subscription. */
  namespace: Namespace;
  revision: Revision;
}

/**
 * Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
 * every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
 * subscription for a namespace: subscribing again begins it anew.
 *
 * Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
 * their connection.
 */
export interface WatchSubscribeParams {
  namespace: Namespace;
  /** The revision of the last change that is known. When the change log does not reach back to it: `COMPACTED`. */
  sinceRevision?: Revision;
}

/** Ends a subscription. Changes that are on their way may still come before the answer, none after it. */
export interface WatchUnsubscribeParams {
  /** As it was subscribed to. */
  namespace: Namespace;
}
