// Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

import type { WithDefaults } from "../runtime/handler-types.ts";

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
  ConfigValue,
  ConfigWritten,
} from "./types.ts";

/** The parameters of `config/get` as its handler receives them: checked, and with their defaults. */
export type ConfigGetReceived = ConfigGetParams;

/** The parameters of `config/set` as its handler receives them: checked, and with their defaults. */
export type ConfigSetReceived = ConfigSetParams;

/** The parameters of `config/delete` as its handler receives them: checked, and with their defaults. */
export type ConfigDeleteReceived = ConfigDeleteParams;

/** The parameters of `config/list` as its handler receives them: checked, and with their defaults. */
export type ConfigListReceived = WithDefaults<ConfigListParams, "prefix" | "limit">;

/** The parameters of `config/batch` as its handler receives them: checked, and with their defaults. */
export type ConfigBatchReceived = ConfigBatchParams;

/** The parameters of `config/subscribe` as its handler receives them: checked, and with their defaults. */
export type ConfigSubscribeReceived = ConfigSubscribeParams;

/** The parameters of `config/unsubscribe` as its handler receives them: checked, and with their defaults. */
export type ConfigUnsubscribeReceived = ConfigUnsubscribeParams;

export interface ConfigMethods<Call> {
  /**
   * Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
   * one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.
   */
  readonly get: (params: ConfigGetReceived, call: Call) => Promise<ConfigValue>;

  /** Writes an entry. */
  readonly set: (params: ConfigSetReceived, call: Call) => Promise<ConfigWritten>;

  /** Deletes an entry. One that is not there is no error. */
  readonly delete: (params: ConfigDeleteReceived, call: Call) => Promise<ConfigDeleted>;

  /** Lists a scope's entries by their keys. */
  readonly list: (params: ConfigListReceived, call: Call) => Promise<ConfigPage>;

  /** Does several operations, across scopes, all or nothing. */
  readonly batch: (params: ConfigBatchReceived, call: Call) => Promise<ConfigBatchResult>;

  /**
   * Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
   * left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
   * may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
   * the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
   * not read the scope, for want of the permission, nothing is sent.
   */
  readonly subscribe: (params: ConfigSubscribeReceived, call: Call) => Promise<ConfigSubscribed>;

  /** Ends a subscription. Updates that are on their way may still come before the answer, none after it. */
  readonly unsubscribe: (params: ConfigUnsubscribeReceived, call: Call) => Promise<ConfigSubscribed>;
}

/** A handler for every method: what a server must implement. `Call` is what the server knows of the caller. */
export interface StreamMethods<Call> {
  readonly config: ConfigMethods<Call>;
}
