// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { ByteStream } from "../runtime/operation-types.ts";
import type { WithDefaults } from "../runtime/handler-types.ts";

import type {
  StoredChangePage,
  StoredEntry,
  StoredEntryPage,
} from "./stored-types.ts";

import type {
  Actor,
  BatchResult,
  ClusterStatus,
  Consistency,
  Cursor,
  DeleteResult,
  FormerMember,
  Health,
  Key,
  KeyPrefix,
  Namespace,
  NewBatch,
  NewEntry,
  NewMember,
  Readiness,
  Revision,
  Successor,
  Version,
} from "./types.ts";

export interface KvListInput {
  namespace: Namespace;
  /** Only entries whose keys begin like this. */
  prefix: KeyPrefix;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  /** Where the read is made. */
  consistency: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
}

export type KvListResult = { status: 200; body: StoredEntryPage };

export interface KvGetInput {
  namespace: Namespace;
  key: Key;
  /** Where the read is made. */
  consistency: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
}

export type KvGetResult = { status: 200; body: StoredEntry; headers: { etag: string } };

export interface KvSetInput {
  namespace: Namespace;
  key: Key;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
  body: WithDefaults<NewEntry, "actor">;
}

export type KvSetResult = { status: 200; body: StoredEntry; headers: { etag: string } };

export interface KvDeleteInput {
  namespace: Namespace;
  key: Key;
  /** Who makes the change. */
  actor: Actor;
  /** The version that the entry must have; 0: there must be none. */
  cas?: Version;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
}

export type KvDeleteResult = { status: 200; body: DeleteResult };

export interface BatchApplyInput {
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
  body: WithDefaults<NewBatch, "actor">;
}

export type BatchApplyResult = { status: 200; body: BatchResult };

export interface ChangesListInput {
  /** Only changes of this namespace and of those below it. */
  namespace: Namespace;
  /** Only changes of higher revisions. When the change log does not reach back to it: `COMPACTED`. */
  since: Revision;
  /** At most so many changes; a few more when a batch would be split. */
  limit: number;
  /** How long to wait for a change, in milliseconds. After that the answer has none. */
  waitMs: number;
}

export type ChangesListResult = { status: 200; body: StoredChangePage };

export interface ClusterStatusInput {
  /** Where the read is made. */
  consistency: Consistency;
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
}

export type ClusterStatusResult = { status: 200; body: ClusterStatus };

export interface ClusterJoinInput {
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
  body: WithDefaults<NewMember, "learner">;
}

export type ClusterJoinResult = { status: 200; body: ClusterStatus };

export interface ClusterRemoveInput {
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
  body: FormerMember;
}

export type ClusterRemoveResult = { status: 200; body: ClusterStatus };

export interface ClusterTransferInput {
  /** Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to. */
  forward: boolean;
  body: Successor;
}

export type ClusterTransferResult = { status: 200; body: ClusterStatus };

export type SnapshotReadInput = Record<string, never>;

export type SnapshotReadResult = { status: 200; contentType: "application/vnd.sqlite3"; body: ByteStream };

export type OperationsHealthInput = Record<string, never>;

export type OperationsHealthResult = { status: 200; body: Health };

export type OperationsReadyInput = Record<string, never>;

export type OperationsReadyResult = { status: 200; body: Readiness } | { status: 503; body: Readiness };

export type OperationsMetricsInput = Record<string, never>;

export type OperationsMetricsResult = { status: 200; contentType: "text/plain"; body: ByteStream };

export type OperationsOpenapiInput = Record<string, never>;

export type OperationsOpenapiResult = { status: 200; body: Record<string, unknown> };

export type OperationsOpenrpcInput = Record<string, never>;

export type OperationsOpenrpcResult = { status: 200; body: Record<string, unknown> };

export interface KvOperations<Call> {
  /** Lists the entries of a namespace; not those of the namespaces below it. */
  readonly list: (input: KvListInput, call: Call) => Promise<KvListResult>;

  /** Reads an entry. */
  readonly get: (input: KvGetInput, call: Call) => Promise<KvGetResult>;

  /** Writes an entry. */
  readonly set: (input: KvSetInput, call: Call) => Promise<KvSetResult>;

  /** Deletes an entry. One that is not there is no error. */
  readonly delete: (input: KvDeleteInput, call: Call) => Promise<KvDeleteResult>;
}

export interface BatchOperations<Call> {
  /** Does several operations, all or nothing. */
  readonly apply: (input: BatchApplyInput, call: Call) => Promise<BatchApplyResult>;
}

export interface ChangesOperations<Call> {
  /**
   * Reads what has changed since a revision, and waits for a change when there is none. Nothing is left out, and nothing
   * comes twice.
   */
  readonly list: (input: ChangesListInput, call: Call) => Promise<ChangesListResult>;
}

export interface ClusterOperations<Call> {
  /** Reads what the node knows of its cluster. With `consistency=linearizable` it is the leader's answer. */
  readonly status: (input: ClusterStatusInput, call: Call) => Promise<ClusterStatusResult>;

  /** Takes a node into the cluster. The answer comes when that is committed; its vote may come later. */
  readonly join: (input: ClusterJoinInput, call: Call) => Promise<ClusterJoinResult>;

  /** Takes a node out of the cluster. The answer comes when that is committed. */
  readonly remove: (input: ClusterRemoveInput, call: Call) => Promise<ClusterRemoveResult>;

  /** Hands leadership over. The answer comes when another node leads. */
  readonly transfer: (input: ClusterTransferInput, call: Call) => Promise<ClusterTransferResult>;
}

export interface SnapshotOperations<Call> {
  /**
   * A backup: one consistent SQLite file of the whole state of the node that is asked. It needs the full key, as it holds
   * everything. `concordance restore` begins a new cluster with it.
   */
  readonly read: (input: SnapshotReadInput, call: Call) => Promise<SnapshotReadResult>;
}

export interface OperationsOperations<Call> {
  /** Whether the process lives. Asks nothing of anyone. */
  readonly health: (input: OperationsHealthInput, call: Call) => Promise<OperationsHealthResult>;

  /** Whether the node can serve: it knows a leader, and its disk takes what is written. */
  readonly ready: (input: OperationsReadyInput, call: Call) => Promise<OperationsReadyResult>;

  /** Metrics in the text format of Prometheus. */
  readonly metrics: (input: OperationsMetricsInput, call: Call) => Promise<OperationsMetricsResult>;

  /** This API as an OpenAPI document. */
  readonly openapi: (input: OperationsOpenapiInput, call: Call) => Promise<OperationsOpenapiResult>;

  /** The methods and notifications of `/stream` as an OpenRPC document. */
  readonly openrpc: (input: OperationsOpenrpcInput, call: Call) => Promise<OperationsOpenrpcResult>;
}

/** A handler for every endpoint: what a server must implement. `Call` is what the server knows of the caller. */
export interface Operations<Call> {
  readonly kv: KvOperations<Call>;
  readonly batch: BatchOperations<Call>;
  readonly changes: ChangesOperations<Call>;
  readonly cluster: ClusterOperations<Call>;
  readonly snapshot: SnapshotOperations<Call>;
  readonly operations: OperationsOperations<Call>;
}
