// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type {
  BatchResult,
  ClusterJoinParams,
  ClusterRemoveParams,
  ClusterStatus,
  ClusterStatusParams,
  ClusterTransferParams,
  DeleteResult,
  Entry,
  EntryList,
  EntryPage,
  KvBatchParams,
  KvDeleteParams,
  KvGetParams,
  KvListParams,
  KvMgetParams,
  KvSetParams,
  Subscribed,
  Unsubscribed,
  WatchChange,
  WatchProgress,
  WatchSubscribeParams,
  WatchUnsubscribeParams,
} from "./types.ts";

/** Every method, with its parameters and its result. */
export interface StreamCalls {
  /** Reads an entry. One that is not there is `NOT_FOUND`. */
  "kv/get": { params: KvGetParams; result: Entry };

  /** Lists the entries of a namespace; not those of the namespaces below it. */
  "kv/list": { params: KvListParams; result: EntryPage };

  /** Reads several entries, all from the same state. Those that are not there are null. */
  "kv/mget": { params: KvMgetParams; result: EntryList };

  /**
   * Writes an entry.
   *
   * With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
   * With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.
   */
  "kv/set": { params: KvSetParams; result: Entry };

  /** Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent. */
  "kv/delete": { params: KvDeleteParams; result: DeleteResult };

  /**
   * Does several operations, all or nothing.
   *
   * It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
   * more. A `check` alone does not see to that: what it checks may still be so.
   */
  "kv/batch": { params: KvBatchParams; result: BatchResult };

  /**
   * Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
   * every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
   * subscription for a namespace: subscribing again begins it anew.
   *
   * Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
   * their connection.
   */
  "watch/subscribe": { params: WatchSubscribeParams; result: Subscribed };

  /** Ends a subscription. Changes that are on their way may still come before the answer, none after it. */
  "watch/unsubscribe": { params: WatchUnsubscribeParams; result: Unsubscribed };

  /** Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer. */
  "cluster/status": { params: ClusterStatusParams; result: ClusterStatus };

  /** Takes a node into the cluster. The answer comes when that is committed; its vote may come later. */
  "cluster/join": { params: ClusterJoinParams; result: ClusterStatus };

  /** Takes a node out of the cluster. The answer comes when that is committed. */
  "cluster/remove": { params: ClusterRemoveParams; result: ClusterStatus };

  /** Hands leadership over. The answer comes when another node leads. */
  "cluster/transfer": { params: ClusterTransferParams; result: ClusterStatus };
}

/** The name of a method. */
export type StreamMethod = keyof StreamCalls;

/** The parameters of a method. */
export type ParamsOf<Method extends StreamMethod> = StreamCalls[Method]["params"];

/** The result of a method. */
export type ResultOf<Method extends StreamMethod> = StreamCalls[Method]["result"];

/** Everything that the server sends on its own, with its parameters. */
export interface StreamNotifications {
  /** Something has changed. */
  "watch/change": WatchChange;

  /**
   * A subscription has had every change up to a revision: what to give as `sinceRevision` after the connection was lost.
   * It comes whenever nothing has changed for `watchProgress`, and before the change log is cut, so that a cursor never
   * grows stale.
   */
  "watch/progress": WatchProgress;
}

/**
 * When a call whose answer was lost may be sent again.
 *
 * - `read`: always; it changes nothing, or nothing but what the connection itself holds.
 * - `cas`: when the write is conditional on a version, as the method's description says.
 * - `blind`: never without a look at what came of it: it may be done twice.
 */
export type Safety = "read" | "cas" | "blind";

/** When a call of each method may be sent again after its answer was lost. */
export const METHOD_SAFETY: Readonly<Record<StreamMethod, Safety>> = {
  "kv/get": "read",
  "kv/list": "read",
  "kv/mget": "read",
  "kv/set": "cas",
  "kv/delete": "cas",
  "kv/batch": "cas",
  "watch/subscribe": "read",
  "watch/unsubscribe": "read",
  "cluster/status": "read",
  "cluster/join": "blind",
  "cluster/remove": "blind",
  "cluster/transfer": "blind",
};
