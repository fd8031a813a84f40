// Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

import type { Validator } from "../runtime/validation.ts";
import type * as handler from "./method-handlers.ts";
import * as validators from "./method-validators.js";
import * as serializers from "./serializers.ts";

/** The name of a method. */
export type MethodName =
  | "config/get"
  | "config/set"
  | "config/delete"
  | "config/list"
  | "config/batch"
  | "config/subscribe"
  | "config/unsubscribe";

/** What the engine knows of a method. */
export interface MethodRow {
  readonly method: MethodName;
  /** Whether it only reads; what a caller needs stands in a table of its own. */
  readonly access: "none" | "read" | "write";
  /** Checks the parameters and fills in their defaults. */
  readonly validate: Validator;
  /** Writes the result as JSON. */
  readonly serialize: (result: never) => string;
  readonly handle: <Call>(methods: handler.StreamMethods<Call>, params: object, call: Call) => Promise<object>;
}

/** Every method by its name. */
export const METHODS: Readonly<Record<MethodName, MethodRow>> = {
  /**
   * Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
   * one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.
   */
  "config/get": {
    method: "config/get",
    access: "read",
    validate: validators.ConfigGetParams,
    serialize: serializers.serializeConfigValue,
    handle: (methods, params, call) => methods.config.get(params as handler.ConfigGetReceived, call),
  },

  /** Writes an entry. */
  "config/set": {
    method: "config/set",
    access: "write",
    validate: validators.ConfigSetParams,
    serialize: serializers.serializeConfigWritten,
    handle: (methods, params, call) => methods.config.set(params as handler.ConfigSetReceived, call),
  },

  /** Deletes an entry. One that is not there is no error. */
  "config/delete": {
    method: "config/delete",
    access: "write",
    validate: validators.ConfigDeleteParams,
    serialize: serializers.serializeConfigDeleted,
    handle: (methods, params, call) => methods.config.delete(params as handler.ConfigDeleteReceived, call),
  },

  /** Lists a scope's entries by their keys. */
  "config/list": {
    method: "config/list",
    access: "read",
    validate: validators.ConfigListParams,
    serialize: serializers.serializeConfigPage,
    handle: (methods, params, call) => methods.config.list(params as handler.ConfigListReceived, call),
  },

  /** Does several operations, across scopes, all or nothing. */
  "config/batch": {
    method: "config/batch",
    access: "write",
    validate: validators.ConfigBatchParams,
    serialize: serializers.serializeConfigBatchResult,
    handle: (methods, params, call) => methods.config.batch(params as handler.ConfigBatchReceived, call),
  },

  /**
   * Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
   * left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
   * may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
   * the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
   * not read the scope, for want of the permission, nothing is sent.
   */
  "config/subscribe": {
    method: "config/subscribe",
    access: "read",
    validate: validators.ConfigSubscribeParams,
    serialize: serializers.serializeConfigSubscribed,
    handle: (methods, params, call) => methods.config.subscribe(params as handler.ConfigSubscribeReceived, call),
  },

  /** Ends a subscription. Updates that are on their way may still come before the answer, none after it. */
  "config/unsubscribe": {
    method: "config/unsubscribe",
    access: "read",
    validate: validators.ConfigUnsubscribeParams,
    serialize: serializers.serializeConfigSubscribed,
    handle: (methods, params, call) => methods.config.unsubscribe(params as handler.ConfigUnsubscribeReceived, call),
  },
};

/** The row of a method, or undefined when nothing is called so. */
export function methodNamed(name: string): MethodRow | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name as MethodName] : undefined;
}
