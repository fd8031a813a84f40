# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""What crosses the wire. Members have the names that they have there; members that are newer than this client may come, too."""

from typing import (
    Any,
    Literal,
    NotRequired,
    Optional,
    TypeAlias,
    TypedDict,
    Union,
)

Actor: TypeAlias = str
"""Who makes a change, for people to read: at most 256 characters, without control characters."""

Address: TypeAlias = str
"""Where a node is reached by the others: `host:port`, an IPv6 address in brackets."""

Revision: TypeAlias = int
"""The store's one counter. Every batch of changes has a higher one; all changes of a batch have the same."""

Version: TypeAlias = int
"""How often a key was written: 1 at first, one more with each write, also across deletion and expiry. As `cas` it is the
version that a write is based on; 0 says that there must be no such entry.
"""


class OperationResult(TypedDict):
    """What became of one operation of a batch."""

    op: Literal["set", "delete", "check"]
    version: Version
    """The version of the key afterwards: what the operation made it; the one that was there when it changed nothing. 0 if
    there never was one.
    """
    deleted: NotRequired[bool]
    """Of a `delete`: whether there was an entry."""


class BatchResult(TypedDict):
    """What became of a batch."""

    revision: Revision
    """The revision of all its changes; the store's when it changed nothing."""
    results: list[OperationResult]
    """One for each operation, in their order."""


Namespace: TypeAlias = str
"""A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything
else as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared
character by character: `%2f` and `%2F` are two names.

A namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and
never `tenant:acme2`.
"""

Key: TypeAlias = str
"""Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a
surrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.
"""

ChangeKind: TypeAlias = Literal[
    "set",
    "delete",
    "expire",
]
"""What happened to an entry: it was written, deleted, or its time was over."""

UnixMillis: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00:00Z."""


class Change(TypedDict):
    """A change of an entry."""

    namespace: Namespace
    key: Key
    op: ChangeKind
    value: Any
    """The new value; null when the entry is gone."""
    version: Version
    """The version that the change made. A deletion and an expiry make one, too."""
    revision: Revision
    updatedBy: Actor
    """Who made it; `concordance` for an expiry."""
    updatedAt: UnixMillis


class ChangePage(TypedDict):
    """Changes, in their order."""

    changes: list[Change]
    revision: Revision
    """All changes up to this revision that were asked for are there: hand it back as `since`."""


class CheckOperation(TypedDict):
    """Changes nothing, but demands that an entry has this version: else nothing of the batch happens."""

    op: Literal["check"]
    namespace: Namespace
    key: Key
    cas: Version
    """The version that the entry must have; 0: there must be none."""


ClusterId: TypeAlias = str
"""Names a cluster: chosen at random when it is begun, and again when one is restored from a backup."""

NodeId: TypeAlias = str
"""Names a node for good: with another data folder it has another id."""


class ClusterJoinParams(TypedDict):
    """Takes a node into the cluster. The answer comes when that is committed; its vote may come later."""

    nodeId: NodeId
    address: Address
    learner: NotRequired[bool]
    """It never gets a vote. Else it gets one as soon as it has caught up."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


MemberRole: TypeAlias = Literal[
    "voter",
    "joining",
    "learner",
]
"""What a member counts for."""

Count: TypeAlias = int
"""A number of things; zero or more."""


class ClusterMember(TypedDict):
    """A member of the cluster, as the node that was asked knows it."""

    nodeId: NodeId
    address: Address
    voter: bool
    """Whether it has a vote."""
    role: MemberRole
    matchIndex: Optional[Count]
    """Its log is the leader's up to here; null where that is not known: only the leader knows it of others."""
    lastContactMs: Optional[Count]
    """How long ago it was heard, in milliseconds; null where that is not known."""


class ClusterRemoveParams(TypedDict):
    """Takes a node out of the cluster. The answer comes when that is committed."""

    nodeId: NodeId
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


NodeRole: TypeAlias = Literal[
    "follower",
    "pre_candidate",
    "candidate",
    "leader",
]
"""What a node does in its cluster. A candidate that only asks whether it would be elected is a pre-candidate."""


class ClusterStatus(TypedDict):
    """What a node knows of itself and of its cluster."""

    clusterId: ClusterId
    nodeId: NodeId
    role: NodeRole
    term: Count
    leader: Optional[NodeId]
    """The leader, as far as the node knows; null when it knows of none."""
    commitIndex: Count
    """Up to here the log is committed."""
    appliedIndex: Count
    """Up to here it is applied to the state."""
    revision: Revision
    """The revision of the state."""
    members: list[ClusterMember]
    """In the order in which they came."""


Consistency: TypeAlias = Literal[
    "local",
    "linearizable",
]
"""Where a read is made."""


class ClusterStatusParams(TypedDict):
    """Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer."""

    consistency: NotRequired[Consistency]
    """Where the read is made."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class ClusterTransferParams(TypedDict):
    """Hands leadership over. The answer comes when another node leads."""

    nodeId: NotRequired[NodeId]
    """A node with a vote; the most advanced one by default."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


Cursor: TypeAlias = str
"""Opaque: hand it back as it came, with the same namespace and prefix."""


class DeleteOperation(TypedDict):
    """Deletes an entry. One that is not there is no error."""

    op: Literal["delete"]
    namespace: Namespace
    key: Key
    cas: NotRequired[Version]
    """The version that the entry must have; 0: there must be none."""


class DeleteResult(TypedDict):
    """What became of a deletion."""

    deleted: bool
    """Whether there was an entry."""
    version: Version
    """The version that the deletion made; the one that was there when there was no entry, 0 if there never was one."""
    revision: Revision
    """The revision of the deletion; the store's when there was no entry."""


Duration: TypeAlias = int
"""A number of milliseconds."""


class Entry(TypedDict):
    """What a key holds, and since when."""

    namespace: Namespace
    key: Key
    value: Any
    """Any JSON, at most `valueBytes` of it."""
    version: Version
    revision: Revision
    """The revision of its last change."""
    updatedBy: Actor
    updatedAt: UnixMillis
    """When it was changed, by the clock of the leader."""
    expiresAt: Optional[UnixMillis]
    """From then on it is not there any more, on any node. Null: it stays."""


class EntryAddress(TypedDict):
    """Where an entry is."""

    namespace: Namespace
    key: Key


class EntryList(TypedDict):
    """Entries, each where its key was asked for; null where there is none."""

    items: list[Optional[Entry]]
    revision: Revision
    """The revision of the state that all of them were read from."""


class EntryPage(TypedDict):
    """A page of entries, in the order of their keys by UTF-16 units."""

    items: list[Entry]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""
    revision: Revision
    """The revision of the state that the page was read from: changes after it are not in it."""


ErrorCode: TypeAlias = Literal[
    "INVALID_JSON",
    "INVALID_CALL",
    "METHOD_NOT_FOUND",
    "INVALID_REQUEST",
    "TOO_LARGE",
    "UNAUTHORIZED",
    "READ_ONLY",
    "NOT_FOUND",
    "CAS_CONFLICT",
    "COMPACTED",
    "NOT_LEADER",
    "NO_LEADER",
    "PROPOSAL_TIMEOUT",
    "OVERLOADED",
    "CHANGE_PENDING",
    "UNKNOWN_MEMBER",
    "LAST_VOTER",
    "TRANSFER_FAILED",
    "TOO_MANY_SUBSCRIPTIONS",
    "STORAGE_FAILED",
    "SHUTTING_DOWN",
    "INTERNAL",
]
"""Every error that the store reports. On `/stream` the number is in `error.code` and the name in `error.data.code`; over
REST the name is in `error.code`. A write that gets one had no effect and never will have, unless the code says otherwise.
"""


class ErrorDetail(TypedDict):
    """A field that breaks a rule."""

    path: str
    """JSON Pointer (RFC 6901): into the parameters of a call; over REST it begins with `/body`, `/query` or `/path`."""
    message: str
    """The rule that is broken."""


ErrorMessage: TypeAlias = str
"""Text that people can read; never a stack, a path on the server or a secret."""


class RestError(TypedDict):
    """An error over REST."""

    code: ErrorCode
    currentVersion: NotRequired[Version]
    """`CAS_CONFLICT`: the version that the entry has, 0 if there is none."""
    operation: NotRequired[Count]
    """`CAS_CONFLICT` in a batch: which operation it is, counted from 0."""
    compactedTo: NotRequired[Revision]
    """`COMPACTED`: the lowest revision that changes can be continued from."""
    leader: NotRequired[Optional[Address]]
    """`NOT_LEADER`: the address of the leader; null when there is none."""
    details: NotRequired[list[ErrorDetail]]
    """`INVALID_REQUEST` and `TOO_LARGE`: what is wrong."""
    message: ErrorMessage


class ErrorBody(TypedDict):
    """The body of every error over REST."""

    error: RestError


class ErrorData(TypedDict):
    """What an error tells beside its message. Which members there are depends on the code."""

    code: ErrorCode
    currentVersion: NotRequired[Version]
    """`CAS_CONFLICT`: the version that the entry has, 0 if there is none."""
    operation: NotRequired[Count]
    """`CAS_CONFLICT` in a batch: which operation it is, counted from 0."""
    compactedTo: NotRequired[Revision]
    """`COMPACTED`: the lowest revision that changes can be continued from."""
    leader: NotRequired[Optional[Address]]
    """`NOT_LEADER`: the address of the leader; null when there is none."""
    details: NotRequired[list[ErrorDetail]]
    """`INVALID_REQUEST` and `TOO_LARGE`: what is wrong."""


class FormerMember(TypedDict):
    """A member that leaves the cluster."""

    nodeId: NodeId


class Health(TypedDict):
    """The process lives."""

    ok: Literal[True]


KeyPrefix: TypeAlias = str
"""What a key begins with; empty for every key. At most 512 bytes."""


class SetOperation(TypedDict):
    """Writes an entry."""

    op: Literal["set"]
    namespace: Namespace
    key: Key
    value: Any
    """Any JSON, at most `valueBytes` of it."""
    cas: NotRequired[Version]
    """The version that the entry must have; 0: there must be none."""
    expiresAt: NotRequired[UnixMillis]
    """When the entry expires. One that is over already makes an entry that is gone at once."""
    ttlMs: NotRequired[Duration]
    """The same, counted from when the leader takes the write."""


Operation: TypeAlias = Union[
    SetOperation,
    DeleteOperation,
    CheckOperation,
]
"""One step of a batch."""


class KvBatchParams(TypedDict):
    """Does several operations, all or nothing.

    It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
    more. A `check` alone does not see to that: what it checks may still be so.
    """

    operations: list[Operation]
    """As JSON at most `batchBytes`."""
    actor: NotRequired[Actor]
    """Who makes the changes."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class KvDeleteParams(TypedDict):
    """Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent."""

    namespace: Namespace
    key: Key
    actor: NotRequired[Actor]
    """Who makes the change."""
    cas: NotRequired[Version]
    """The version that the entry must have; 0: there must be none."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class KvGetParams(TypedDict):
    """Reads an entry. One that is not there is `NOT_FOUND`."""

    namespace: Namespace
    key: Key
    consistency: NotRequired[Consistency]
    """Where the read is made."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class KvListParams(TypedDict):
    """Lists the entries of a namespace; not those of the namespaces below it."""

    namespace: Namespace
    prefix: NotRequired[KeyPrefix]
    """Only entries whose keys begin like this."""
    limit: NotRequired[int]
    cursor: NotRequired[Cursor]
    """`nextCursor` of the page before."""
    consistency: NotRequired[Consistency]
    """Where the read is made."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class KvMgetParams(TypedDict):
    """Reads several entries, all from the same state. Those that are not there are null."""

    keys: list[EntryAddress]
    consistency: NotRequired[Consistency]
    """Where the read is made."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class KvSetParams(TypedDict):
    """Writes an entry.

    With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
    With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.
    """

    namespace: Namespace
    key: Key
    value: Any
    """Any JSON, at most `valueBytes` of it."""
    actor: NotRequired[Actor]
    """Who makes the change."""
    cas: NotRequired[Version]
    """The version that the entry must have; 0: there must be none."""
    expiresAt: NotRequired[UnixMillis]
    """When the entry expires. One that is over already makes an entry that is gone at once."""
    ttlMs: NotRequired[Duration]
    """The same, counted from when the leader takes the write."""
    forward: NotRequired[bool]
    """Whether the node may ask the leader in the client's stead. If not, it answers `NOT_LEADER` where it would have to."""


class NewBatch(TypedDict):
    """Operations that happen together or not at all, each as if those before it had happened."""

    operations: list[Operation]
    """As JSON at most `batchBytes`."""
    actor: NotRequired[Actor]
    """Who makes the changes."""


class NewEntry(TypedDict):
    """A new value of an entry."""

    value: Any
    """Any JSON, at most `valueBytes` of it."""
    actor: NotRequired[Actor]
    """Who makes the change."""
    cas: NotRequired[Version]
    """The version that the entry must have; 0: there must be none."""
    expiresAt: NotRequired[UnixMillis]
    """When the entry expires. One that is over already makes an entry that is gone at once."""
    ttlMs: NotRequired[Duration]
    """The same, counted from when the leader takes the write."""


class NewMember(TypedDict):
    """A node that comes into the cluster. Of a member it changes the address."""

    nodeId: NodeId
    address: Address
    learner: NotRequired[bool]
    """It never gets a vote. Else it gets one as soon as it has caught up."""


class Readiness(TypedDict):
    """Whether the node can serve."""

    ok: bool


class Subscribed(TypedDict):
    """The subscription is there."""

    revision: Revision
    """Without `sinceRevision`, changes of higher revisions follow. With it, those up to this one come first."""


class Successor(TypedDict):
    """Who leads next."""

    nodeId: NotRequired[NodeId]
    """A node with a vote; the most advanced one by default."""


class Unsubscribed(TypedDict):
    """The subscription is not there any more."""

    unsubscribed: bool
    """Whether it was there."""


class WatchChange(TypedDict):
    """Something has changed."""

    subscription: Namespace
    """The namespace of the subscription that it is sent for."""
    namespace: Namespace
    key: Key
    op: ChangeKind
    value: Any
    """The new value; null when the entry is gone."""
    version: Version
    """The version that the change made. A deletion and an expiry make one, too."""
    revision: Revision
    updatedBy: Actor
    """Who made it; `concordance` for an expiry."""
    updatedAt: UnixMillis


class WatchProgress(TypedDict):
    """A subscription has had every change up to a revision: what to give as `sinceRevision` after the connection was lost.
    It comes whenever nothing has changed for `watchProgress`, and before the change log is cut, so that a cursor never
    grows stale.
    """

    namespace: Namespace
    """The namespace of the subscription."""
    revision: Revision


class WatchSubscribeParams(TypedDict):
    """Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
    every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
    subscription for a namespace: subscribing again begins it anew.

    Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
    their connection.
    """

    namespace: Namespace
    sinceRevision: NotRequired[Revision]
    """The revision of the last change that is known. When the change log does not reach back to it: `COMPACTED`."""


class WatchUnsubscribeParams(TypedDict):
    """Ends a subscription. Changes that are on their way may still come before the answer, none after it."""

    namespace: Namespace
    """As it was subscribed to."""
