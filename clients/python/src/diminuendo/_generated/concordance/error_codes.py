# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""What is said of each error code.

- `INVALID_JSON`: The frame or body is not JSON: broken syntax, invalid UTF-8, or nested deeper than `jsonNesting`.
- `INVALID_CALL`: The frame is JSON but no call of JSON-RPC 2.0. Batches of calls are none.
- `METHOD_NOT_FOUND`: No method has this name; over REST, the path does not take the HTTP method.
- `INVALID_REQUEST`: It breaks the rules of the call: `details` names the field.
- `TOO_LARGE`: A body of more than `frameBytes`, a value of more than `valueBytes`, a batch of more than `batchBytes`, or an answer
  of more than `pageBytes`.
- `UNAUTHORIZED`: No key was given, or one that is not known here.
- `READ_ONLY`: The key may only read.
- `NOT_FOUND`: No such entry, or no such path.
- `CAS_CONFLICT`: `cas` is not the entry's version: `currentVersion` is, 0 if there is none; in a batch `operation` tells which.
- `COMPACTED`: The changes that are asked for are not kept any more, or the cursor is of another life of the store: `compactedTo` is
  the lowest revision that can be continued from. Read the entries again, and go on from the revision that comes with them.
- `NOT_LEADER`: With `forward=false`: this node does not lead. `leader` is where to ask. Over REST the answer is a redirect: its
  `Location` is the same request there.
- `NO_LEADER`: The cluster has no leader at the moment, or lost it before the write was replicated; or a read could not be confirmed.
  Over REST `Retry-After` is `retryAfter`, as with every 503.
- `PROPOSAL_TIMEOUT`: It did not commit within `proposalTimeout`, or the node lost sight of it: whether the write takes effect is not known,
  and it still may. Read to find out, or repeat it if it is safe to.
- `OVERLOADED`: `pendingProposals` proposals wait already, or `pendingProposalBytes` of them.
- `CHANGE_PENDING`: Another change of the membership is under way, or the leader is too new or the node too far behind for one.
- `UNKNOWN_MEMBER`: No member of the cluster has this id.
- `LAST_VOTER`: A cluster keeps at least one node with a vote.
- `TRANSFER_FAILED`: Leadership stayed where it is: nobody can take over, or whoever should did not in time.
- `TOO_MANY_SUBSCRIPTIONS`: The connection has `subscriptionsPerConnection` subscriptions already.
- `STORAGE_FAILED`: The node's disk refused a write: it serves no more until it is started again. Other nodes may.
- `SHUTTING_DOWN`: The node shuts down. Other nodes may serve.
- `INTERNAL`: The node failed in a way that nobody foresaw. The cause is in its log, not here. A write may have taken effect.
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
    "INVALID_CALL": ErrorCodeFacts(400, -32600, False, False),
    "METHOD_NOT_FOUND": ErrorCodeFacts(405, -32601, False, False),
    "INVALID_REQUEST": ErrorCodeFacts(400, -32602, False, False),
    "TOO_LARGE": ErrorCodeFacts(413, -32602, False, False),
    "UNAUTHORIZED": ErrorCodeFacts(401, -32003, False, False),
    "READ_ONLY": ErrorCodeFacts(403, -32005, False, False),
    "NOT_FOUND": ErrorCodeFacts(404, -32004, False, False),
    "CAS_CONFLICT": ErrorCodeFacts(409, -32002, False, False),
    "COMPACTED": ErrorCodeFacts(410, -32006, False, False),
    "NOT_LEADER": ErrorCodeFacts(307, -32001, True, False),
    "NO_LEADER": ErrorCodeFacts(503, -32007, True, False),
    "PROPOSAL_TIMEOUT": ErrorCodeFacts(503, -32008, True, True),
    "OVERLOADED": ErrorCodeFacts(503, -32011, True, False),
    "CHANGE_PENDING": ErrorCodeFacts(409, -32009, True, False),
    "UNKNOWN_MEMBER": ErrorCodeFacts(404, -32010, False, False),
    "LAST_VOTER": ErrorCodeFacts(409, -32014, False, False),
    "TRANSFER_FAILED": ErrorCodeFacts(409, -32015, True, False),
    "TOO_MANY_SUBSCRIPTIONS": ErrorCodeFacts(429, -32016, False, False),
    "STORAGE_FAILED": ErrorCodeFacts(503, -32012, True, False),
    "SHUTTING_DOWN": ErrorCodeFacts(503, -32013, True, False),
    "INTERNAL": ErrorCodeFacts(500, -32603, True, True),
}

BY_RPC_CODE: Mapping[int, str] = {
    -32700: "INVALID_JSON",
    -32600: "INVALID_CALL",
    -32601: "METHOD_NOT_FOUND",
    -32602: "INVALID_REQUEST",
    -32003: "UNAUTHORIZED",
    -32005: "READ_ONLY",
    -32004: "NOT_FOUND",
    -32002: "CAS_CONFLICT",
    -32006: "COMPACTED",
    -32001: "NOT_LEADER",
    -32007: "NO_LEADER",
    -32008: "PROPOSAL_TIMEOUT",
    -32011: "OVERLOADED",
    -32009: "CHANGE_PENDING",
    -32010: "UNKNOWN_MEMBER",
    -32014: "LAST_VOTER",
    -32015: "TRANSFER_FAILED",
    -32016: "TOO_MANY_SUBSCRIPTIONS",
    -32012: "STORAGE_FAILED",
    -32013: "SHUTTING_DOWN",
    -32603: "INTERNAL",
}
"""What a number of JSON-RPC stands for, where nothing says it exactly."""
