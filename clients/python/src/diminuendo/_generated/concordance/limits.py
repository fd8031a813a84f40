# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""The limits that are kept."""

from typing import Final

NAMESPACE_BYTES: Final = 512
"""Largest namespace. In bytes."""

KEY_BYTES: Final = 512
"""Largest key. In bytes."""

VALUE_BYTES: Final = 1048576
"""Largest value, as JSON. In bytes."""

ACTOR_LENGTH: Final = 256
"""Longest name of who makes a change. In code points."""

BATCH_OPERATIONS: Final = 256
"""Operations of one batch. In operations."""

BATCH_BYTES: Final = 4194304
"""Largest batch: its operations as JSON. In bytes."""

LIST_LIMIT: Final = 1000
"""Entries of one page, and how many they are unless fewer are asked for. In entries."""

PAGE_BYTES: Final = 4194304
"""What is read at a time, by the size of its values: once it is reached, a page of entries or changes ends, before
`limit`. `kv/mget` has no pages: beyond it, it is `TOO_LARGE`. In bytes.
"""

MGET_KEYS: Final = 1000
"""Keys that one `kv/mget` reads. In keys."""

CHANGES_LIMIT: Final = 1000
"""Changes of one answer to `GET /api/v1/changes`; it has more only to keep a batch together. In changes."""

LONG_POLL: Final = 30000
"""Longest time for which `GET /api/v1/changes` waits for a change. In ms."""

CHANGE_LOG_CHANGES: Final = 100000
"""Changes that the change log keeps. In changes."""

CHANGE_LOG_VALUE_BYTES: Final = 134217728
"""Values that the change log keeps, by their size; whichever of the two is reached first. In bytes."""

WATCH_PROGRESS: Final = 10000
"""A subscription that had no change for this long is told how far it is. In ms."""

SUBSCRIPTIONS_PER_CONNECTION: Final = 1000
"""Subscriptions of one connection. In subscriptions."""

SUBSCRIBER_BUFFER_BYTES: Final = 8388608
"""What may wait to be sent to one client of `/stream` before it is closed with `SLOW_CONSUMER`. In bytes."""

FRAME_BYTES: Final = 5242880
"""Largest frame of `/stream` and largest body of REST; so that a full batch fits, with all that is around it. In bytes."""

JSON_NESTING: Final = 64
"""Deepest nesting of arrays and objects in JSON. In levels."""

ERROR_MESSAGE_LENGTH: Final = 500
"""Longest `message` of an error. In code points."""

PROPOSAL_TIMEOUT: Final = 5000
"""Time in which a proposal must commit, and a read be confirmed. In ms."""

PENDING_PROPOSALS: Final = 10000
"""Proposals that may wait to be committed, before further ones are `OVERLOADED`. In proposals."""

PENDING_PROPOSAL_BYTES: Final = 67108864
"""The same by their size. In bytes."""

RETRY_AFTER: Final = 1
"""After `NO_LEADER` and the like a client should wait this long: the value of `Retry-After`. In s."""

ELECTION_TIMEOUT_MIN: Final = 150
"""A follower that hears nothing for a random time between this and `electionTimeoutMax` stands for election. In ms."""

ELECTION_TIMEOUT_MAX: Final = 300
"""See `electionTimeoutMin`. In ms."""

RAFT_HEARTBEAT: Final = 50
"""How often a leader shows that it is there. In ms."""

APPEND_ENTRIES: Final = 100
"""Entries of one append. In entries."""

APPEND_BYTES: Final = 4194304
"""An append has no further entry once its payloads have reached this. In bytes."""

APPENDS_IN_FLIGHT: Final = 64
"""Appends that may be under way to one follower. In appends."""

SNAPSHOT_ENTRIES: Final = 10000
"""Applied entries after which a snapshot is taken and the log is cut. In entries."""

SNAPSHOT_TRAILING: Final = 1000
"""Entries that are kept behind a snapshot, so that a node that lags a little needs none. In entries."""

SNAPSHOT_CHUNK_BYTES: Final = 262144
"""Bytes of a snapshot that are sent at a time, before base64. In bytes."""

SNAPSHOT_RETRY: Final = 300
"""A chunk that was not answered for this long is sent again. In ms."""

PEER_FRAME_BYTES: Final = 67108864
"""Largest frame of `/raft`: an append with one entry too many, each character of it escaped. In bytes."""

PEER_BUFFER_BYTES: Final = 33554432
"""What may wait to be sent to one peer; beyond it, messages to it are dropped, which Raft makes good. In bytes."""

SHUTDOWN: Final = 10000
"""Time in which a node shuts down. In ms."""

RESTORE_REVISIONS: Final = 1000000
"""How far revisions are moved on when a cluster is restored, so that no cursor of before is taken for one of after. In revisions."""
