// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";
import type * as handler from "./method-handlers.ts";
import * as validators from "./method-validators.js";
import * as serializers from "./serializers.ts";

/** The name of a method. */
export type MethodName =
  | "kv/get"
  | "kv/list"
  | "kv/mget"
  | "kv/set"
  | "kv/delete"
  | "kv/batch"
  | "watch/subscribe"
  | "watch/unsubscribe"
  | "cluster/status"
  | "cluster/join"
  | "cluster/remove"
  | "cluster/transfer";

/** What the engine knows of a method. */
export interface MethodRow {
  readonly method: MethodName;
  /** What the caller's key must allow. */
  readonly access: "none" | "read" | "write";
  /** It takes `forward`: another node may have to answer it. */
  readonly forwardable: boolean;
  /** Checks the parameters and fills in their defaults. */
  readonly validate: Validator;
  /** Writes the result as JSON. */
  readonly serialize: (result: never) => string;
  readonly handle: <Call>(methods: handler.StreamMethods<Call>, params: object, call: Call) => Promise<object>;
}

/** Every method by its name. */
export const METHODS: Readonly<Record<MethodName, MethodRow>> = {
  /** Reads an entry. One that is not there is `NOT_FOUND`. */
  "kv/get": {
    method: "kv/get",
    access: "read",
    forwardable: true,
    validate: validators.KvGetParams,
    serialize: serializers.serializeEntry,
    handle: (methods, params, call) => methods.kv.get(params as handler.KvGetReceived, call),
  },

  /** Lists the entries of a namespace; not those of the namespaces below it. */
  "kv/list": {
    method: "kv/list",
    access: "read",
    forwardable: true,
    validate: validators.KvListParams,
    serialize: serializers.serializeEntryPage,
    handle: (methods, params, call) => methods.kv.list(params as handler.KvListReceived, call),
  },

  /** Reads several entries, all from the same state. Those that are not there are null. */
  "kv/mget": {
    method: "kv/mget",
    access: "read",
    forwardable: true,
    validate: validators.KvMgetParams,
    serialize: serializers.serializeEntryList,
    handle: (methods, params, call) => methods.kv.mget(params as handler.KvMgetReceived, call),
  },

  /**
   * Writes an entry.
   *
   * With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
   * With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.
   */
  "kv/set": {
    method: "kv/set",
    access: "write",
    forwardable: true,
    validate: validators.KvSetParams,
    serialize: serializers.serializeEntry,
    handle: (methods, params, call) => methods.kv.set(params as handler.KvSetReceived, call),
  },

  /** Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent. */
  "kv/delete": {
    method: "kv/delete",
    access: "write",
    forwardable: true,
    validate: validators.KvDeleteParams,
    serialize: serializers.serializeDeleteResult,
    handle: (methods, params, call) => methods.kv.delete(params as handler.KvDeleteReceived, call),
  },

  /**
   * Does several operations, all or nothing.
   *
   * It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
   * more. A `check` alone does not see to that: what it checks may still be so.
   */
  "kv/batch": {
    method: "kv/batch",
    access: "write",
    forwardable: true,
    validate: validators.KvBatchParams,
    serialize: serializers.serializeBatchResult,
    handle: (methods, params, call) => methods.kv.batch(params as handler.KvBatchReceived, call),
  },

  /**
   * Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
   * every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
   * subscription for a namespace: subscribing again begins it anew.
   *
   * Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
   * their connection.
   */
  "watch/subscribe": {
    method: "watch/subscribe",
    access: "read",
    forwardable: false,
    validate: validators.WatchSubscribeParams,
    serialize: serializers.serializeSubscribed,
    handle: (methods, params, call) => methods.watch.subscribe(params as handler.WatchSubscribeReceived, call),
  },

  /** Ends a subscription. Changes that are on their way may still come before the answer, none after it. */
  "watch/unsubscribe": {
    method: "watch/unsubscribe",
    access: "read",
    forwardable: false,
    validate: validators.WatchUnsubscribeParams,
    serialize: serializers.serializeUnsubscribed,
    handle: (methods, params, call) => methods.watch.unsubscribe(params as handler.WatchUnsubscribeReceived, call),
  },

  /** Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer. */
  "cluster/status": {
    method: "cluster/status",
    access: "read",
    forwardable: true,
    validate: validators.ClusterStatusParams,
    serialize: serializers.serializeClusterStatus,
    handle: (methods, params, call) => methods.cluster.status(params as handler.ClusterStatusReceived, call),
  },

  /** Takes a node into the cluster. The answer comes when that is committed; its vote may come later. */
  "cluster/join": {
    method: "cluster/join",
    access: "write",
    forwardable: true,
    validate: validators.ClusterJoinParams,
    serialize: serializers.serializeClusterStatus,
    handle: (methods, params, call) => methods.cluster.join(params as handler.ClusterJoinReceived, call),
  },

  /** Takes a node out of the cluster. The answer comes when that is committed. */
  "cluster/remove": {
    method: "cluster/remove",
    access: "write",
    forwardable: true,
    validate: validators.ClusterRemoveParams,
    serialize: serializers.serializeClusterStatus,
    handle: (methods, params, call) => methods.cluster.remove(params as handler.ClusterRemoveReceived, call),
  },

  /** Hands leadership over. The answer comes when another node leads. */
  "cluster/transfer": {
    method: "cluster/transfer",
    access: "write",
    forwardable: true,
    validate: validators.ClusterTransferParams,
    serialize: serializers.serializeClusterStatus,
    handle: (methods, params, call) => methods.cluster.transfer(params as handler.ClusterTransferReceived, call),
  },
};

/** The row of a method, or undefined when nothing is called so. */
export function methodNamed(name: string): MethodRow | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name as MethodName] : undefined;
}
