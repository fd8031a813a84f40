export { type ClientEventMap, type ClientOptions, DiminuendoClient } from "./client.ts";
export {
  ConfigClient,
  type ConfigClientEventMap,
  type ConfigClientOptions,
  type ConfigListing,
  type ListParams,
  type SubscribeOptions,
} from "./config/config-client.ts";
export { ConfigError, ConfigOutcomeUnknownError } from "./config/config-errors.ts";
export type { ConfigSubscription, OnUpdate } from "./config/config-subscription.ts";
export type { ConnectingOptions } from "./connecting.ts";
export * from "./errors.ts";
export type { Fields, MessageType, ReplyTo } from "./generated/calls.ts";
export { CLOSE_CODES, RECONNECT, type Reconnect } from "./generated/close-codes.ts";
export { ERROR_CODES, type ErrorCodeFacts } from "./generated/error-codes.ts";
export type { DurableEventMap, EventMap, EventType, ServerEvent } from "./generated/events.ts";
export type * from "./generated/types.ts";
export { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX, SUPPORTED_VERSIONS } from "./generated/versions.ts";
export type { ClientState, StateChange } from "./link.ts";
export type { Listener } from "./listeners.ts";
export type { Backoff } from "./reconnect.ts";
export type { StreamItem } from "./rest/event-stream.ts";
export type { Answer as RestAnswer, RequestOptions, RestPages } from "./rest/rest-caller.ts";
export { RestClient } from "./rest/rest-client.ts";
export { RestError, UnexpectedAnswerError } from "./rest/rest-errors.ts";
export type { RestOptions } from "./rest/rest-transport.ts";
export type { Answer, JoinedSession, TurnOptions } from "./session.ts";
export type { Cursor } from "./session-cursor.ts";
export type { Ended, Reset, SessionEventMap, SessionItem } from "./session-stream.ts";
export type { TokenSource } from "./token.ts";
export type { Turn, TurnEnd, TurnEvent } from "./turn.ts";
