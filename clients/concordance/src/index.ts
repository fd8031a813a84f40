export {
  type CallableMethod,
  type CallParams,
  type ClientOptions,
  ConcordanceClient,
  type DeleteOptions,
  type EntriesOptions,
  type ListOptions,
  type ReadOptions,
  type SetOptions,
  type WatchOptions,
  type WriteOptions,
} from "./client.ts";
export * from "./errors.ts";
export type { ResultOf } from "./generated/calls.ts";
export { ERROR_CODES, type ErrorCodeFacts } from "./generated/error-codes.ts";
export type * from "./generated/types.ts";
export type { ClientState } from "./router.ts";
export type { OnChange, Watch } from "./watch/watch.ts";
