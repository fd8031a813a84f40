// Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

import type {
  ConfigBatchParams,
  ConfigBatchResult,
  ConfigDeleteParams,
  ConfigDeleted,
  ConfigGetParams,
  ConfigListParams,
  ConfigPage,
  ConfigSetParams,
  ConfigSubscribeParams,
  ConfigSubscribed,
  ConfigUnsubscribeParams,
  ConfigUpdate,
  ConfigValue,
  ConfigWritten,
} from "./types.ts";

/** Every method, with its parameters and its result. */
export interface StreamCalls {
  /**
   * Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
   * one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.
   */
  "config/get": { params: ConfigGetParams; result: ConfigValue };

  /** Writes an entry. */
  "config/set": { params: ConfigSetParams; result: ConfigWritten };

  /** Deletes an entry. One that is not there is no error. */
  "config/delete": { params: ConfigDeleteParams; result: ConfigDeleted };

  /** Lists a scope's entries by their keys. */
  "config/list": { params: ConfigListParams; result: ConfigPage };

  /** Does several operations, across scopes, all or nothing. */
  "config/batch": { params: ConfigBatchParams; result: ConfigBatchResult };

  /**
   * Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
   * left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
   * may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
   * the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
   * not read the scope, for want of the permission, nothing is sent.
   */
  "config/subscribe": { params: ConfigSubscribeParams; result: ConfigSubscribed };

  /** Ends a subscription. Updates that are on their way may still come before the answer, none after it. */
  "config/unsubscribe": { params: ConfigUnsubscribeParams; result: ConfigSubscribed };
}

/** The name of a method. */
export type StreamMethod = keyof StreamCalls;

/** The parameters of a method. */
export type ParamsOf<Method extends StreamMethod> = StreamCalls[Method]["params"];

/** The result of a method. */
export type ResultOf<Method extends StreamMethod> = StreamCalls[Method]["result"];

/** Everything that the server sends on its own, with its parameters. */
export interface StreamNotifications {
  /** An entry of a scope that is subscribed to has changed. */
  "config/update": ConfigUpdate;
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
  "config/get": "read",
  "config/set": "cas",
  "config/delete": "cas",
  "config/list": "read",
  "config/batch": "cas",
  "config/subscribe": "read",
  "config/unsubscribe": "read",
};
