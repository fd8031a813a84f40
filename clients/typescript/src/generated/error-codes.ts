// Generated from spec/common/errors.tsp by `npm run generate`. Do not edit.

import type { ErrorCode } from "./types.ts";

/** What the spec says of an error code. */
export interface ErrorCodeFacts {
  /** The HTTP status that carries it. */
  readonly status: number;
  /** The same request may succeed later without a change to it. */
  readonly retryable: boolean;
}

export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorCodeFacts>> = {
  /** The frame or body is not JSON: broken syntax, invalid UTF-8, half of a surrogate pair, or nested deeper than `jsonDepth`. */
  INVALID_JSON: { status: 400, retryable: false },
  /** It is JSON but breaks the rules of the message: `details` names the field. */
  INVALID_MESSAGE: { status: 400, retryable: false },
  /** On `/acp`: it is JSON but no message of JSON-RPC 2.0, or comes where it must not, for instance before `initialize`. */
  INVALID_REQUEST: { status: 400, retryable: false },
  /** On `/acp`: no method has this name; `data.method` repeats it. */
  METHOD_NOT_FOUND: { status: 404, retryable: false },
  /** On `/acp`: the caller took the request back by `$/cancel_request`. */
  REQUEST_CANCELLED: { status: 409, retryable: false },
  /** Larger than `frameBytes`, on `/acp` than `acpFrameBytes`. On `/ws` the connection is closed with 1009. Headers that are too large are a 431. */
  MESSAGE_TOO_LARGE: { status: 413, retryable: false },
  /** Nothing says who the caller is. */
  UNAUTHENTICATED: { status: 401, retryable: false },
  /** The token is not valid: its signature, issuer, audience, time or tenant. */
  AUTH_FAILED: { status: 401, retryable: false },
  /** No token came within `authenticateTimeout`. The connection is closed with 4401. */
  AUTH_TIMEOUT: { status: 401, retryable: false },
  /** Too many failed attempts from this address; `retryAfterMs` says when the next one is heard. */
  AUTH_RATE_LIMITED: { status: 429, retryable: true },
  /** The caller's role does not permit it. */
  FORBIDDEN: { status: 403, retryable: false },
  /** More than `messagesPerWindow` messages in `messageWindow`; `retryAfterMs` says when the next one is heard. */
  RATE_LIMITED: { status: 429, retryable: true },
  /** None of the protocol versions that the client offered is spoken here. */
  PROTOCOL_VERSION_MISMATCH: { status: 400, retryable: false },
  /** No such session in the caller's tenant. */
  SESSION_NOT_FOUND: { status: 404, retryable: false },
  /** The session is archived; unarchive it first. */
  SESSION_ARCHIVED: { status: 409, retryable: false },
  /** The session, request or connection is in a state that does not allow this. */
  INVALID_STATE: { status: 409, retryable: false },
  /** A turn runs or waits; see `whenBusy`. */
  TURN_IN_PROGRESS: { status: 409, retryable: true },
  /** No turn runs. */
  NO_ACTIVE_TURN: { status: 409, retryable: false },
  /** No such question or permission is open; it may have been answered already. */
  QUESTION_NOT_FOUND: { status: 404, retryable: false },
  /** No such file in the session's workspace. */
  FILE_NOT_FOUND: { status: 404, retryable: false },
  /** The file has no such iteration. */
  ITERATION_NOT_FOUND: { status: 404, retryable: false },
  /** The path leaves the session's workspace. */
  PATH_OUTSIDE_WORKSPACE: { status: 400, retryable: false },
  /** Larger than `fileBytes`. */
  FILE_TOO_LARGE: { status: 413, retryable: false },
  /** `queuedTurns` turns wait already. */
  QUEUE_FULL: { status: 409, retryable: true },
  /** The agent catalogue has no such agent type. */
  AGENT_NOT_FOUND: { status: 404, retryable: false },
  /** The agent could not be started. */
  AGENT_UNAVAILABLE: { status: 503, retryable: true },
  /** The agent crashed, broke its protocol or flooded the gateway. */
  AGENT_FAILED: { status: 502, retryable: true },
  /** The agent was silent for too long. */
  UPSTREAM_TIMEOUT: { status: 504, retryable: true },
  /** The gateway was restarted while the turn ran. */
  GATEWAY_RESTARTED: { status: 503, retryable: true },
  /** The tenant's balance does not cover the turn. */
  INSUFFICIENT_CREDITS: { status: 402, retryable: false },
  /** No such member in the tenant. */
  MEMBER_NOT_FOUND: { status: 404, retryable: false },
  /** A tenant keeps at least one owner. */
  LAST_OWNER: { status: 409, retryable: false },
  /** No such resource. */
  NOT_FOUND: { status: 404, retryable: false },
  /** It contradicts what is stored, for instance an `Idempotency-Key` that was used for something else. */
  CONFLICT: { status: 409, retryable: false },
  /** `If-Match` names a version that is no longer the current one. */
  VERSION_CONFLICT: { status: 409, retryable: false },
  /** The configuration store cannot be reached. */
  CONFIG_UNAVAILABLE: { status: 503, retryable: true },
  /** Changes since the revision that a subscription asks for are not kept any more: read again, and subscribe from there. */
  COMPACTED: { status: 410, retryable: false },
  /** The client read too slowly; rejoin with `afterSeq`. */
  SLOW_CONSUMER: { status: 503, retryable: true },
  /** The gateway is shutting down. */
  SHUTTING_DOWN: { status: 503, retryable: true },
  /**
   * The gateway failed. The cause is in its log, not here. Nothing was changed, unless `message` says that it is kept:
   * what was accepted while the disk is full, an answer or guidance for instance, is done as soon as there is room, and
   * SHOULD NOT be sent again.
   */
  INTERNAL: { status: 500, retryable: true },
};
