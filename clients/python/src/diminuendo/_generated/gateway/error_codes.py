# Generated from spec/common/errors.tsp by `npm run generate`. Do not edit.

"""What is said of each error code.

- `INVALID_JSON`: The frame or body is not JSON: broken syntax, invalid UTF-8, half of a surrogate pair, or nested deeper than `jsonDepth`.
- `INVALID_MESSAGE`: It is JSON but breaks the rules of the message: `details` names the field.
- `INVALID_REQUEST`: On `/acp`: it is JSON but no message of JSON-RPC 2.0, or comes where it must not, for instance before `initialize`.
- `METHOD_NOT_FOUND`: On `/acp`: no method has this name; `data.method` repeats it.
- `REQUEST_CANCELLED`: On `/acp`: the caller took the request back by `$/cancel_request`.
- `MESSAGE_TOO_LARGE`: Larger than `frameBytes`, on `/acp` than `acpFrameBytes`. On `/ws` the connection is closed with 1009. Headers that are too large are a 431.
- `UNAUTHENTICATED`: Nothing says who the caller is.
- `AUTH_FAILED`: The token is not valid: its signature, issuer, audience, time or tenant.
- `AUTH_TIMEOUT`: No token came within `authenticateTimeout`. The connection is closed with 4401.
- `AUTH_RATE_LIMITED`: Too many failed attempts from this address; `retryAfterMs` says when the next one is heard.
- `FORBIDDEN`: The caller's role does not permit it.
- `RATE_LIMITED`: More than `messagesPerWindow` messages in `messageWindow`; `retryAfterMs` says when the next one is heard.
- `PROTOCOL_VERSION_MISMATCH`: None of the protocol versions that the client offered is spoken here.
- `SESSION_NOT_FOUND`: No such session in the caller's tenant.
- `SESSION_ARCHIVED`: The session is archived; unarchive it first.
- `INVALID_STATE`: The session, request or connection is in a state that does not allow this.
- `TURN_IN_PROGRESS`: A turn runs or waits; see `whenBusy`.
- `NO_ACTIVE_TURN`: No turn runs.
- `QUESTION_NOT_FOUND`: No such question or permission is open; it may have been answered already.
- `FILE_NOT_FOUND`: No such file in the session's workspace.
- `ITERATION_NOT_FOUND`: The file has no such iteration.
- `PATH_OUTSIDE_WORKSPACE`: The path leaves the session's workspace.
- `FILE_TOO_LARGE`: Larger than `fileBytes`.
- `QUEUE_FULL`: `queuedTurns` turns wait already.
- `AGENT_NOT_FOUND`: The agent catalogue has no such agent type.
- `AGENT_UNAVAILABLE`: The agent could not be started.
- `AGENT_FAILED`: The agent crashed, broke its protocol or flooded the gateway.
- `UPSTREAM_TIMEOUT`: The agent was silent for too long.
- `GATEWAY_RESTARTED`: The gateway was restarted while the turn ran.
- `INSUFFICIENT_CREDITS`: The tenant's balance does not cover the turn.
- `MEMBER_NOT_FOUND`: No such member in the tenant.
- `LAST_OWNER`: A tenant keeps at least one owner.
- `NOT_FOUND`: No such resource.
- `CONFLICT`: It contradicts what is stored, for instance an `Idempotency-Key` that was used for something else.
- `VERSION_CONFLICT`: `If-Match` names a version that is no longer the current one.
- `CONFIG_UNAVAILABLE`: The configuration store cannot be reached.
- `COMPACTED`: Changes since the revision that a subscription asks for are not kept any more: read again, and subscribe from there.
- `SLOW_CONSUMER`: The client read too slowly; rejoin with `afterSeq`.
- `SHUTTING_DOWN`: The gateway is shutting down.
- `INTERNAL`: The gateway failed. The cause is in its log, not here. Nothing was changed, unless `message` says that it is kept:
  what was accepted while the disk is full, an answer or guidance for instance, is done as soon as there is room, and
  SHOULD NOT be sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorCodeFacts:
    """What is said of an error code."""

    status: int
    """The HTTP status that carries it."""
    rpc_code: int | None
    """The number that carries it in JSON-RPC. Several codes may have the same."""
    retryable: bool
    """The same request may succeed later without a change to it."""
    outcome_unknown: bool
    """A write that got it may have taken effect, or may still."""


ERROR_CODES: Mapping[str, ErrorCodeFacts] = {
    "INVALID_JSON": ErrorCodeFacts(400, -32700, False, False),
    "INVALID_MESSAGE": ErrorCodeFacts(400, -32602, False, False),
    "INVALID_REQUEST": ErrorCodeFacts(400, -32600, False, False),
    "METHOD_NOT_FOUND": ErrorCodeFacts(404, -32601, False, False),
    "REQUEST_CANCELLED": ErrorCodeFacts(409, -32800, False, False),
    "MESSAGE_TOO_LARGE": ErrorCodeFacts(413, -32012, False, False),
    "UNAUTHENTICATED": ErrorCodeFacts(401, -32000, False, False),
    "AUTH_FAILED": ErrorCodeFacts(401, -32000, False, False),
    "AUTH_TIMEOUT": ErrorCodeFacts(401, -32000, False, False),
    "AUTH_RATE_LIMITED": ErrorCodeFacts(429, -32010, True, False),
    "FORBIDDEN": ErrorCodeFacts(403, -32003, False, False),
    "RATE_LIMITED": ErrorCodeFacts(429, -32010, True, False),
    "PROTOCOL_VERSION_MISMATCH": ErrorCodeFacts(400, -32022, False, False),
    "SESSION_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "SESSION_ARCHIVED": ErrorCodeFacts(409, -32020, False, False),
    "INVALID_STATE": ErrorCodeFacts(409, -32021, False, False),
    "TURN_IN_PROGRESS": ErrorCodeFacts(409, -32023, True, False),
    "NO_ACTIVE_TURN": ErrorCodeFacts(409, -32024, False, False),
    "QUESTION_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "FILE_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "ITERATION_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "PATH_OUTSIDE_WORKSPACE": ErrorCodeFacts(400, -32602, False, False),
    "FILE_TOO_LARGE": ErrorCodeFacts(413, -32012, False, False),
    "QUEUE_FULL": ErrorCodeFacts(409, -32025, True, False),
    "AGENT_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "AGENT_UNAVAILABLE": ErrorCodeFacts(503, -32030, True, False),
    "AGENT_FAILED": ErrorCodeFacts(502, -32031, True, False),
    "UPSTREAM_TIMEOUT": ErrorCodeFacts(504, -32032, True, False),
    "GATEWAY_RESTARTED": ErrorCodeFacts(503, -32033, True, False),
    "INSUFFICIENT_CREDITS": ErrorCodeFacts(402, -32040, False, False),
    "MEMBER_NOT_FOUND": ErrorCodeFacts(404, -32002, False, False),
    "LAST_OWNER": ErrorCodeFacts(409, -32041, False, False),
    "NOT_FOUND": ErrorCodeFacts(404, -32004, False, False),
    "CONFLICT": ErrorCodeFacts(409, -32042, False, False),
    "VERSION_CONFLICT": ErrorCodeFacts(409, -32002, False, False),
    "CONFIG_UNAVAILABLE": ErrorCodeFacts(503, -32007, True, False),
    "COMPACTED": ErrorCodeFacts(410, -32006, False, False),
    "SLOW_CONSUMER": ErrorCodeFacts(503, -32043, True, False),
    "SHUTTING_DOWN": ErrorCodeFacts(503, -32044, True, False),
    "INTERNAL": ErrorCodeFacts(500, -32603, True, False),
}

BY_RPC_CODE: Mapping[int, str] = {
    -32700: "INVALID_JSON",
    -32602: "INVALID_MESSAGE",
    -32600: "INVALID_REQUEST",
    -32601: "METHOD_NOT_FOUND",
    -32800: "REQUEST_CANCELLED",
    -32012: "MESSAGE_TOO_LARGE",
    -32000: "UNAUTHENTICATED",
    -32010: "AUTH_RATE_LIMITED",
    -32003: "FORBIDDEN",
    -32022: "PROTOCOL_VERSION_MISMATCH",
    -32002: "SESSION_NOT_FOUND",
    -32020: "SESSION_ARCHIVED",
    -32021: "INVALID_STATE",
    -32023: "TURN_IN_PROGRESS",
    -32024: "NO_ACTIVE_TURN",
    -32025: "QUEUE_FULL",
    -32030: "AGENT_UNAVAILABLE",
    -32031: "AGENT_FAILED",
    -32032: "UPSTREAM_TIMEOUT",
    -32033: "GATEWAY_RESTARTED",
    -32040: "INSUFFICIENT_CREDITS",
    -32041: "LAST_OWNER",
    -32004: "NOT_FOUND",
    -32042: "CONFLICT",
    -32007: "CONFIG_UNAVAILABLE",
    -32006: "COMPACTED",
    -32043: "SLOW_CONSUMER",
    -32044: "SHUTTING_DOWN",
    -32603: "INTERNAL",
}
"""What a number of JSON-RPC stands for, where nothing says it exactly."""
