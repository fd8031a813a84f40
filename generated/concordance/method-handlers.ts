// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { WithDefaults } from "../runtime/handler-types.ts";

import type {
  StoredEntry,
  StoredEntryList,
  StoredEntryPage,
} from "./stored-types.ts";

import type {
  BatchResult,
  ClusterJoinParams,
  ClusterRemoveParams,
  ClusterStatus,
  ClusterStatusParams,
  ClusterTransferParams,
  DeleteResult,
  KvBatchParams,
  KvDeleteParams,
  KvGetParams,
  KvListParams,
  KvMgetParams,
  KvSetParams,
  Subscribed,
  Unsubscribed,
  WatchSubscribeParams,
  WatchUnsubscribeParams,
} from "./types.ts";

/** The parameters of `kv/get` as its handler receives them: checked, and with their defaults. */
export type KvGetReceived = WithDefaults<KvGetParams, "consistency" | "forward">;

/** The parameters of `kv/list` as its handler receives them: checked, and with their defaults. */
export type KvListReceived = WithDefaults<KvListParams, "prefix" | "limit" | "consistency" | "forward">;

/** The parameters of `kv/mget` as its handler receives them: checked, and with their defaults. */
export type KvMgetReceived = WithDefaults<KvMgetParams, "consistency" | "forward">;

/** The parameters of `kv/set` as its handler receives them: checked, and with their defaults. */
export type KvSetReceived = WithDefaults<KvSetParams, "actor" | "forward">;

/** The parameters of `kv/delete` as its handler receives them: checked, and with their defaults. */
export type KvDeleteReceived = WithDefaults<KvDeleteParams, "actor" | "forward">;

/** The parameters of `kv/batch` as its handler receives them: checked, and with their defaults. */
export type KvBatchReceived = WithDefaults<KvBatchParams, "actor" | "forward">;

/** The parameters of `watch/subscribe` as its handler receives them: checked, and with their defaults. */
export type WatchSubscribeReceived = WatchSubscribeParams;

/** The parameters of `watch/unsubscribe` as its handler receives them: checked, and with their defaults. */
export type WatchUnsubscribeReceived = WatchUnsubscribeParams;

/** The parameters of `cluster/status` as its handler receives them: checked, and with their defaults. */
export type ClusterStatusReceived = WithDefaults<ClusterStatusParams, "consistency" | "forward">;

/** The parameters of `cluster/join` as its handler receives them: checked, and with their defaults. */
export type ClusterJoinReceived = WithDefaults<ClusterJoinParams, "learner" | "forward">;

/** The parameters of `cluster/remove` as its handler receives them: checked, and with their defaults. */
export type ClusterRemoveReceived = WithDefaults<ClusterRemoveParams, "forward">;

/** The parameters of `cluster/transfer` as its handler receives them: checked, and with their defaults. */
export type ClusterTransferReceived = WithDefaults<ClusterTransferParams, "forward">;

export interface KvMethods<Call> {
  /** Reads an entry. One that is not there is `NOT_FOUND`. */
  readonly get: (params: KvGetReceived, call: Call) => Promise<StoredEntry>;

  /** Lists the entries of a namespace; not those of the namespaces below it. */
  readonly list: (params: KvListReceived, call: Call) => Promise<StoredEntryPage>;

  /** Reads several entries, all from the same state. Those that are not there are null. */
  readonly mget: (params: KvMgetReceived, call: Call) => Promise<StoredEntryList>;

  /**
   * Writes an entry.
   *
   * With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
   * With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.
   */
  readonly set: (params: KvSetReceived, call: Call) => Promise<StoredEntry>;

  /** Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent. */
  readonly delete: (params: KvDeleteReceived, call: Call) => Promise<DeleteResult>;

  /**
   * Does several operations, all or nothing.
   *
   * It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
   * more. A `check` alone does not see to that: what it checks may still be so.
   */
  readonly batch: (params: KvBatchReceived, call: Call) => Promise<BatchResult>;
}

export interface WatchMethods<Call> {
  /**
   * Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
   * every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
   * subscription for a namespace: subscribing again begins it anew.
   *
   * Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
   * their connection.
   */
  readonly subscribe: (params: WatchSubscribeReceived, call: Call) => Promise<Subscribed>;

  /** Ends a subscription. Changes that are on their way may still come before the answer, none after it. */
  readonly unsubscribe: (params: WatchUnsubscribeReceived, call: Call) => Promise<Unsubscribed>;
}

export interface ClusterMethods<Call> {
  /** Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer. */
  readonly status: (params: ClusterStatusReceived, call: Call) => Promise<ClusterStatus>;

  /** Takes a node into the cluster. The answer comes when that is committed; its vote may come later. */
  readonly join: (params: ClusterJoinReceived, call: Call) => Promise<ClusterStatus>;

  /** Takes a node out of the cluster. The answer comes when that is committed. */
  readonly remove: (params: ClusterRemoveReceived, call: Call) => Promise<ClusterStatus>;

  /** Hands leadership over. The answer comes when another node leads. */
  readonly transfer: (params: ClusterTransferReceived, call: Call) => Promise<ClusterStatus>;
}

/** A handler for every method: what a server must implement. `Call` is what the server knows of the caller. */
export interface StreamMethods<Call> {
  readonly kv: KvMethods<Call>;
  readonly watch: WatchMethods<Call>;
  readonly cluster: ClusterMethods<Call>;
}
