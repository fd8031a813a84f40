# Generated from spec/**/*.tsp by `npm run generate`. Do not edit.

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

Ref: TypeAlias = str
"""What a client chooses to recognise the answer to a message by."""

SessionId: TypeAlias = str
"""Names a session. A session of another tenant is answered like one that does not exist."""

TurnId: TypeAlias = str
"""Names a turn of a session."""


class Ack(TypedDict):
    """The message was accepted and recorded."""

    type: Literal["ack"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    messageType: str
    """`type` of the message."""
    sessionId: NotRequired[SessionId]
    turnId: NotRequired[TurnId]
    duplicate: NotRequired[bool]
    """The `clientTurnId` was used before; `turnId` is the turn that it started then."""
    queued: NotRequired[bool]
    """The turn waits behind others."""
    position: NotRequired[int]
    """How many turns will have run when this one's time comes, counting from 1: the one that runs now is not counted."""


ErrorCode: TypeAlias = Literal[
    "INVALID_JSON",
    "INVALID_MESSAGE",
    "INVALID_REQUEST",
    "METHOD_NOT_FOUND",
    "REQUEST_CANCELLED",
    "MESSAGE_TOO_LARGE",
    "UNAUTHENTICATED",
    "AUTH_FAILED",
    "AUTH_TIMEOUT",
    "AUTH_RATE_LIMITED",
    "FORBIDDEN",
    "RATE_LIMITED",
    "PROTOCOL_VERSION_MISMATCH",
    "SESSION_NOT_FOUND",
    "SESSION_ARCHIVED",
    "INVALID_STATE",
    "TURN_IN_PROGRESS",
    "NO_ACTIVE_TURN",
    "QUESTION_NOT_FOUND",
    "FILE_NOT_FOUND",
    "ITERATION_NOT_FOUND",
    "PATH_OUTSIDE_WORKSPACE",
    "FILE_TOO_LARGE",
    "QUEUE_FULL",
    "AGENT_NOT_FOUND",
    "AGENT_UNAVAILABLE",
    "AGENT_FAILED",
    "UPSTREAM_TIMEOUT",
    "GATEWAY_RESTARTED",
    "INSUFFICIENT_CREDITS",
    "MEMBER_NOT_FOUND",
    "LAST_OWNER",
    "NOT_FOUND",
    "CONFLICT",
    "VERSION_CONFLICT",
    "CONFIG_UNAVAILABLE",
    "COMPACTED",
    "SLOW_CONSUMER",
    "SHUTTING_DOWN",
    "INTERNAL",
]
"""Every error that the gateway reports, on `/ws`, over REST, on `/acp` and as the end of a turn. On `/acp` the number is in
`error.code` and the name in `error.data.code`: the Agent Client Protocol has -32002 for a resource that is not there, and
`config/*` has it for a version that is not the current one.
"""


class ErrorDetail(TypedDict):
    """A field that breaks a rule."""

    path: str
    """JSON Pointer (RFC 6901) into the message; empty for the message as a whole."""
    message: str
    """The rule that is broken."""


Count: TypeAlias = int
"""A number of things; zero or more."""


class AcpErrorData(TypedDict):
    """`data` of every error."""

    code: ErrorCode
    details: NotRequired[list[ErrorDetail]]
    sessionId: NotRequired[SessionId]
    retryAfterMs: NotRequired[Count]
    currentVersion: NotRequired[int]
    """With `VERSION_CONFLICT`: the version that is there; 0 when there is none."""
    operation: NotRequired[Count]
    """With `VERSION_CONFLICT` of a `config/batch`: the place of the operation that failed."""
    method: NotRequired[str]
    """With `METHOD_NOT_FOUND`."""
    outcomeUnknown: NotRequired[bool]
    """With `CONFIG_UNAVAILABLE`: the write may have been done, or may still be."""


UnixMillis: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00:00Z."""


class ActiveTurn(TypedDict):
    """The turn that runs."""

    turnId: TurnId
    startedAt: UnixMillis
    text: str
    """What the agent has said in it so far, up to `lastSeq`."""


AgentType: TypeAlias = str
"""The kind of agent that a session runs: an entry of the agent catalogue."""


class Agent(TypedDict):
    """An agent as clients see it."""

    agentType: AgentType
    title: str
    description: str
    runtime: Literal["demo", "acp"]


class AgentCommand(TypedDict):
    """A command that an agent understands: it is said as the text `/name …`."""

    name: str
    description: str
    hint: NotRequired[str]
    """What to say behind the name, in words."""


Cursor: TypeAlias = str
"""Opaque: hand it back as it came."""


class AgentPage(TypedDict):
    """A page of the agent catalogue, sorted by agent type."""

    items: list[Agent]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


RequestId: TypeAlias = str
"""Names something that an agent asks for; unique within its session."""

OptionId: TypeAlias = str
"""Names one of the answers that an agent accepts or offers; unique within what it asks for."""


class AnswerQuestion(TypedDict):
    """Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.
    A question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.
    `dismissed` declines the question or rejects the permission.
    """

    type: Literal["answer_question"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    requestId: RequestId
    answers: NotRequired[dict[str, Any]]
    """By field of the question."""
    optionId: NotRequired[OptionId]
    dismissed: NotRequired[bool]


class AnswerReceipt(TypedDict):
    """The request that was answered."""

    requestId: RequestId


Seq: TypeAlias = int
"""The place of an event in its session's log: starts at 1, rises by exactly 1, is never used twice."""

UserId: TypeAlias = str
"""A user's identity, as the issuer of the token writes it in `sub`."""


class ApprovalResolved(TypedDict):
    """A permission was given or refused."""

    type: Literal["approval_resolved"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    requestId: RequestId
    optionId: NotRequired[OptionId]
    """The option that was chosen; absent when the request was dismissed."""
    approved: bool
    userId: UserId
    """Who decided, or stopped the turn before anyone did; `system` when it ended otherwise."""


class ArchiveSession(TypedDict):
    """Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn
    runs or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.
    """

    type: Literal["archive_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId


Base64: TypeAlias = str
"""Bytes in the base64 alphabet of RFC 4648 section 4, padded to groups of four characters. No bytes are no characters."""


class InlineAttachment(TypedDict):
    """A file that goes with a prompt, its bytes included."""

    name: str
    mimeType: str
    """For instance `image/png`."""
    data: Base64


Uuid: TypeAlias = str
"""A UUID in its usual text form."""


class FileAttachment(TypedDict):
    """A file that goes with a prompt and was uploaded before."""

    name: str
    mimeType: str
    fileId: Uuid


Attachment: TypeAlias = Union[
    InlineAttachment,
    FileAttachment,
]
"""A file that goes with a prompt."""


class Authenticate(TypedDict):
    """Says who the client is. In dev mode any token is answered with the same identity."""

    type: Literal["authenticate"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    token: str
    """A JWT."""


TenantId: TypeAlias = str
"""A tenant's identity, as the issuer of the token writes it in `tenant_id`. It names a folder on disk, so anything
else is refused with `AUTH_FAILED`.
"""

Role: TypeAlias = Literal[
    "owner",
    "admin",
    "billing_admin",
    "member",
    "viewer",
]
"""What a person is in a tenant."""

Permission: TypeAlias = Literal[
    "session:create",
    "session:read",
    "session:write",
    "session:delete",
    "session:archive",
    "session:steer",
    "member:read",
    "member:write",
    "member:delete",
    "billing:read",
    "billing:write",
    "tenant:admin",
    "project:read",
    "project:write",
    "project:manage",
    "automation:read",
    "automation:write",
    "automation:manage",
    "skill:read",
    "skill:write",
    "skill:manage",
    "file:read",
    "file:write",
    "file:manage",
    "credential:manage",
    "integration:manage",
    "config:read",
    "config:write",
    "config:manage",
    "audit:read",
]
"""What a member of a tenant may do."""


class Identity(TypedDict):
    """Who the gateway takes a connection for."""

    userId: UserId
    email: str
    """As the token says it; empty when it says nothing."""
    tenantId: TenantId
    role: Role
    permissions: list[Permission]
    """What the role permits."""


class Authenticated(TypedDict):
    """The connection belongs to this identity from now on."""

    type: Literal["authenticated"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    identity: Identity


Instant: TypeAlias = str
"""A point in time as ISO 8601 in UTC, with milliseconds."""


class AutomationRun(TypedDict):
    """A run of an automation moved on. Sent by automations."""

    type: Literal["automation_run"]
    runId: Uuid
    automationId: Uuid
    status: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    sessionId: NotRequired[SessionId]
    turnId: NotRequired[TurnId]
    startedAt: NotRequired[Instant]
    endedAt: NotRequired[Instant]


ClientTurnId: TypeAlias = str
"""Names a turn, as its client chose to: once per turn of a session."""


class CommandsUpdated(TypedDict):
    """The commands that the agent understands, always all of them."""

    type: Literal["commands.updated"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    commands: list[AgentCommand]


ConfigScope: TypeAlias = Literal[
    "user",
    "tenant",
    "session",
    "project",
    "device",
]
"""Whose configuration: each scope is a namespace of the configuration store within the caller's own tenant. It is resolved
from the caller's identity alone: no parameter can name another user or another tenant, and `userId` and `tenantId` are
refused as `INVALID_MESSAGE`. To read needs the first permission, to write the second one beside it.
"""

ProjectId: TypeAlias = str
"""Names a project that sessions are grouped by."""

DeviceId: TypeAlias = str
"""Names a device of the caller's, as its client chose to."""

ConfigKey: TypeAlias = str
"""Names an entry within its scope: 1 to 512 bytes of UTF-8 without control characters and without half of a surrogate
pair; `.` and `..` are refused. A scope's own keys `project` and `device` are written over REST only.
"""

ConfigVersion: TypeAlias = int
"""How often a key was written, across deletions. As `cas` the version that a write is based on; 0: there must be none."""


class ConfigSetOperation(TypedDict):
    """An operation of a batch that writes an entry."""

    op: Literal["set"]
    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey
    value: Any
    cas: NotRequired[ConfigVersion]
    expiresAt: NotRequired[int]


class ConfigDeleteOperation(TypedDict):
    """An operation of a batch that deletes an entry."""

    op: Literal["delete"]
    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey
    cas: NotRequired[ConfigVersion]


ConfigOperation: TypeAlias = Union[
    ConfigSetOperation,
    ConfigDeleteOperation,
]
"""An operation of a batch."""


class ConfigBatchParams(TypedDict):
    """Does several operations, across scopes, all or nothing."""

    operations: list[ConfigOperation]
    """3.75 MiB of JSON at most: the store takes 4 MiB, and there each scope is spelled out."""


class ConfigBatchResult(TypedDict):
    """What came of a batch."""

    versions: list[ConfigVersion]
    """By operation. Of a deletion of what was not there it is the version that the key had last; 0 if it never was."""


class ConfigDeleteParams(TypedDict):
    """Deletes an entry. One that is not there is no error."""

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey
    cas: NotRequired[ConfigVersion]


class ConfigDeleted(TypedDict):
    """What came of a deletion."""

    deleted: bool
    """Whether it was there."""


class ConfigGetParams(TypedDict):
    """Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
    one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.
    """

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey


class ConfigItem(TypedDict):
    """An entry in a list."""

    key: ConfigKey
    value: Any
    version: ConfigVersion


ConfigKeyPrefix: TypeAlias = str
"""What a key begins with; empty for every key. At most 512 bytes."""


class ConfigListParams(TypedDict):
    """Lists a scope's entries by their keys."""

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    prefix: NotRequired[ConfigKeyPrefix]
    """Only entries whose keys begin like this."""
    limit: NotRequired[int]
    cursor: NotRequired[str]
    """`nextCursor` of the page before."""


ConfigRevision: TypeAlias = int
"""The store's one counter: every batch of changes has a higher one."""


class ConfigPage(TypedDict):
    """A page of a scope's entries."""

    items: list[ConfigItem]
    revision: ConfigRevision
    """What the page is up to date with: `since` of a subscription that misses nothing."""
    nextCursor: NotRequired[str]
    """Absent on the last page."""


class ConfigSetParams(TypedDict):
    """Writes an entry."""

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey
    value: Any
    """Any JSON, 1 MiB of it at most."""
    cas: NotRequired[ConfigVersion]
    """The version that the entry must have. With another one it is `VERSION_CONFLICT`, and `data.currentVersion` says which."""
    expiresAt: NotRequired[int]
    """When the entry goes by itself, in milliseconds since 1970."""


class ConfigSubscribeParams(TypedDict):
    """Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
    left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
    may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
    the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
    not read the scope, for want of the permission, nothing is sent.
    """

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    since: NotRequired[ConfigRevision]
    """`revision` of the last change that is known. When changes since then are not kept any more: `COMPACTED`."""


class ConfigSubscribed(TypedDict):
    """Whether there is a subscription now."""

    subscribed: bool
    revision: NotRequired[ConfigRevision]
    """Changes of higher revisions come; where `since` was given, those up to this one come first."""


class ConfigUnsubscribeParams(TypedDict):
    """Ends a subscription. Updates that are on their way may still come before the answer, none after it."""

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""


class ConfigUpdate(TypedDict):
    """An entry of a scope that is subscribed to has changed."""

    scope: ConfigScope
    sessionId: NotRequired[SessionId]
    """With the scope `session`, and only then."""
    projectId: NotRequired[ProjectId]
    """With the scope `project`, and only then."""
    deviceId: NotRequired[DeviceId]
    """With the scope `device`, and only then."""
    key: ConfigKey
    value: Any
    """The new value; null when the entry is gone."""
    version: ConfigVersion
    revision: ConfigRevision
    op: Literal["set", "delete", "expire"]
    updatedBy: str
    """The user who made it; `concordance` when its time was over."""


class ConfigValue(TypedDict):
    """What an entry holds."""

    value: Any
    version: ConfigVersion
    stale: NotRequired[bool]
    """The configuration store cannot be reached: this is what it held when it last could."""


class ConfigWritten(TypedDict):
    """An entry was written."""

    version: ConfigVersion


class Connected(TypedDict):
    """The second thing that a connection hears."""

    type: Literal["connected"]
    clientId: Uuid
    """Names this connection, for support and logs."""
    heartbeatIntervalMs: int
    """Clients SHOULD take a connection for dead that was silent for this long and a little more."""
    ts: UnixMillis


ContentHash: TypeAlias = str
"""SHA-256 of a file's bytes, 64 lower-case hexadecimal digits."""

Decimal: TypeAlias = str
"""A sum of money or credits as a decimal number; text, so that no rounding creeps in."""


class Cost(TypedDict):
    """What something cost."""

    amount: Decimal
    currency: str
    """ISO 4217, or `credits`."""


SessionName: TypeAlias = str
"""What people call a session."""


class CreateSession(TypedDict):
    """Creates a session. Its agent is not started before the first turn."""

    type: Literal["create_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    agentType: AgentType
    """Unknown ones are `AGENT_NOT_FOUND`."""
    name: NotRequired[SessionName]
    projectId: NotRequired[ProjectId]
    metadata: NotRequired[dict[str, Any]]


class DeleteSession(TypedDict):
    """Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed."""

    type: Literal["delete_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId


class DependencyCheck(TypedDict):
    """Something that the gateway needs."""

    name: str
    status: Literal["ok", "failed"]
    latencyMs: float
    required: bool
    """Whether the gateway can serve without it."""


class Device(TypedDict):
    """A device of the caller's: the entry `device` of its scope."""

    id: DeviceId
    name: str
    platform: NotRequired[str]
    """For instance `ios` or `web`."""
    pushToken: NotRequired[str]
    """What push messages are addressed to."""
    capabilities: NotRequired[dict[str, Any]]
    updatedAt: Instant


class DevicePage(TypedDict):
    """A page of the caller's devices."""

    items: list[Device]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class DiffBlock(TypedDict):
    """A change of a file."""

    type: Literal["diff"]
    path: str
    """Relative to the workspace."""
    oldText: Optional[str]
    """Null when the file is new."""
    newText: str


SessionStatus: TypeAlias = Literal[
    "inactive",
    "activating",
    "ready",
    "running",
    "waiting",
    "deactivating",
    "error",
]
"""What a session is doing. Every move from one state to another is one `session_state` event."""


class SessionState(TypedDict):
    """The session moved from one state to another."""

    type: Literal["session_state"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    status: SessionStatus
    previous: SessionStatus
    reason: NotRequired[str]
    """`gateway_restarted` after a restart; the code of an error; or a word on why."""


class TurnStarted(TypedDict):
    """A turn's first event."""

    type: Literal["turn_started"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    clientTurnId: NotRequired[ClientTurnId]
    text: str
    userId: UserId


class TextDelta(TypedDict):
    """The agent says something."""

    type: Literal["text_delta"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    text: str


class TurnUsage(TypedDict):
    """What a turn used, as far as its agent reported it."""

    inputTokens: Count
    outputTokens: Count
    cost: NotRequired[Cost]


class TurnComplete(TypedDict):
    """The turn ended by itself."""

    type: Literal["turn_complete"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    finalText: str
    """All that the agent said."""
    stopReason: Literal["end_turn", "max_tokens", "max_turn_requests", "refusal"]
    usage: TurnUsage


class TurnStopped(TypedDict):
    """A person stopped the turn."""

    type: Literal["turn_stopped"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    partialText: str
    """What the agent had said by then."""
    usage: TurnUsage


ErrorMessage: TypeAlias = str
"""Text that people can read; never a stack, a path on the server or a secret."""


class TurnError(TypedDict):
    """The turn failed."""

    type: Literal["turn_error"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    code: ErrorCode
    message: ErrorMessage
    retryable: bool
    """The same turn may succeed when it is run again."""


class Steered(TypedDict):
    """A person guided the turn."""

    type: Literal["steered"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    content: str
    userId: UserId


class ThinkingStart(TypedDict):
    """The agent begins to think. Thinking that says nothing produces no event."""

    type: Literal["thinking.start"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId


class ThinkingProgress(TypedDict):
    """The agent thinks aloud."""

    type: Literal["thinking.progress"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    text: str


class ThinkingComplete(TypedDict):
    """The agent has thought."""

    type: Literal["thinking.complete"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    text: str
    """All of it."""


ToolCallId: TypeAlias = str
"""Names a tool call; unique within its turn."""

ToolKind: TypeAlias = Literal[
    "read",
    "edit",
    "delete",
    "move",
    "search",
    "execute",
    "think",
    "fetch",
    "switch_mode",
    "other",
]
"""What sort of tool it is, for an icon and for policies."""


class ToolCallStart(TypedDict):
    """The agent is about to call a tool."""

    type: Literal["tool_call_start"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    toolCallId: ToolCallId
    toolName: str
    title: NotRequired[str]
    kind: NotRequired[ToolKind]


class ToolCallDelta(TypedDict):
    """A piece of the tool's input, as the agent writes it."""

    type: Literal["tool_call_delta"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    toolCallId: ToolCallId
    delta: str


class ToolLocation(TypedDict):
    """A place that a tool call is about, so that an editor can follow along."""

    path: str
    """Relative to the workspace; absolute where the place is outside it."""
    line: NotRequired[int]
    """Counts from 1."""


class ToolCall(TypedDict):
    """The agent calls a tool."""

    type: Literal["tool_call"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    toolCallId: ToolCallId
    toolName: str
    input: Any
    """Complete."""
    locations: NotRequired[list[ToolLocation]]


class TextBlock(TypedDict):
    """Text that a tool returned."""

    type: Literal["text"]
    text: str


class TerminalBlock(TypedDict):
    """The output of a terminal, which `terminal.stream` events carry."""

    type: Literal["terminal"]
    terminalId: str


ToolContent: TypeAlias = Union[
    TextBlock,
    DiffBlock,
    TerminalBlock,
]
"""What a tool returned, for people to look at."""


class ToolResult(TypedDict):
    """The tool returned."""

    type: Literal["tool_result"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    toolCallId: ToolCallId
    output: Any
    content: NotRequired[list[ToolContent]]
    """The same for people to look at."""
    durationMs: NotRequired[Count]


class ToolError(TypedDict):
    """The tool failed."""

    type: Literal["tool_error"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    toolCallId: ToolCallId
    message: str


class QuestionOption(TypedDict):
    """One of the answers that an agent offers to a question."""

    optionId: OptionId
    name: str
    description: NotRequired[str]


class QuestionRequested(TypedDict):
    """The agent asks a question. The session waits."""

    type: Literal["question_requested"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    requestId: RequestId
    question: str
    fields: NotRequired[dict[str, Any]]
    """A JSON Schema of the answer: an object whose properties are the fields to fill in."""
    options: NotRequired[list[QuestionOption]]


class PermissionOption(TypedDict):
    """One of the answers that an agent accepts to a permission request."""

    optionId: OptionId
    name: str
    kind: Literal["allow_once", "allow_always", "reject_once", "reject_always"]


class PermissionRequested(TypedDict):
    """The agent asks for permission. The session waits."""

    type: Literal["permission_requested"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    requestId: RequestId
    toolCallId: NotRequired[ToolCallId]
    """The tool call that it is for."""
    title: str
    options: list[PermissionOption]


class QuestionAnswered(TypedDict):
    """A question was answered or dismissed."""

    type: Literal["question_answered"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    requestId: RequestId
    answers: NotRequired[dict[str, Any]]
    """By field; `{"optionId": …}` where an option was chosen."""
    dismissed: bool
    userId: UserId
    """Who answered, or stopped the turn before anyone did; `system` when it ended otherwise."""


class TerminalStream(TypedDict):
    """A terminal prints."""

    type: Literal["terminal.stream"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    terminalId: str
    stream: Literal["stdout", "stderr"]
    data: str


class TerminalComplete(TypedDict):
    """A terminal's command ended."""

    type: Literal["terminal.complete"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    terminalId: str
    exitCode: NotRequired[int]
    """Absent when a signal ended it."""
    signal: NotRequired[str]


class SandboxProvisioning(TypedDict):
    """A sandbox is being made for the agent."""

    type: Literal["sandbox.provisioning"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: NotRequired[TurnId]
    sandboxId: str
    message: NotRequired[str]


class SandboxInit(TypedDict):
    """The sandbox is there."""

    type: Literal["sandbox.init"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: NotRequired[TurnId]
    sandboxId: str
    message: NotRequired[str]


class SandboxRemoved(TypedDict):
    """The sandbox is gone."""

    type: Literal["sandbox.removed"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: NotRequired[TurnId]
    sandboxId: str
    message: NotRequired[str]


class PlanEntry(TypedDict):
    """A step of the agent's plan."""

    content: str
    priority: Literal["high", "medium", "low"]
    status: Literal["pending", "in_progress", "completed"]


class PlanUpdated(TypedDict):
    """The agent's plan, always the whole of it."""

    type: Literal["plan.updated"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    entries: list[PlanEntry]


class SessionMode(TypedDict):
    """One of the ways in which an agent can work."""

    modeId: str
    name: str
    description: NotRequired[str]


class SessionModes(TypedDict):
    """The ways in which an agent can work, and the one that it works in."""

    currentModeId: str
    available: list[SessionMode]


class SessionOptionChoice(TypedDict):
    """One of the values that an option can have."""

    value: str
    name: str
    description: NotRequired[str]
    group: NotRequired[str]
    """What the choices of a kind are shown under."""


class SessionOption(TypedDict):
    """Something that an agent can be set to, for instance its model."""

    optionId: str
    name: str
    description: NotRequired[str]
    category: NotRequired[str]
    """`mode`, `model`, `model_config`, `thought_level`, or a name of the agent's own that begins with `_`."""
    kind: Literal["select", "boolean"]
    value: Union[str, bool]
    """One of the choices' values, or a boolean."""
    choices: NotRequired[list[SessionOptionChoice]]
    """Of a `select`."""


class SettingsUpdated(TypedDict):
    """What the agent can be set to, and what it is set to, always all of it. It is set over `/acp`."""

    type: Literal["settings.updated"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    modes: Optional[SessionModes]
    """Null when the agent knows no modes."""
    options: list[SessionOption]
    userId: NotRequired[UserId]
    """Who changed it; absent when the agent did."""


class UsageUpdated(TypedDict):
    """What the turn has used so far."""

    type: Literal["usage.updated"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    inputTokens: Count
    outputTokens: Count
    cost: NotRequired[Cost]
    creditsReserved: NotRequired[Decimal]
    creditsSpent: NotRequired[Decimal]


WorkspacePath: TypeAlias = str
"""A path relative to the session's workspace, with `/` between its parts. One that is absolute, has a part `..`, holds
NUL, or leads out of the workspace through a link is `PATH_OUTSIDE_WORKSPACE`.
"""

Iteration: TypeAlias = int
"""The version of a file: 1 for the first that a turn left behind, one more for each that differs."""


class FileChanged(TypedDict):
    """A file of the workspace has a new version, or is gone. Passed over are files in folders that belong to tools, whose
    names are `.git`, `node_modules`, `.venv`, `__pycache__` and `.cache`, and in a workspace with more than
    `workspaceFiles` files those that are beyond.
    """

    type: Literal["file_changed"]
    sessionId: SessionId
    seq: Seq
    ts: UnixMillis
    turnId: TurnId
    path: WorkspacePath
    iteration: Iteration
    """The version; for a deleted file the last one that it had."""
    size: Count
    """0 for a deleted file."""
    hash: ContentHash
    """Of the version; for a deleted file that of the last one."""
    change: Literal["created", "modified", "deleted"]


DurableEvent: TypeAlias = Union[
    SessionState,
    TurnStarted,
    TextDelta,
    TurnComplete,
    TurnStopped,
    TurnError,
    Steered,
    ThinkingStart,
    ThinkingProgress,
    ThinkingComplete,
    ToolCallStart,
    ToolCallDelta,
    ToolCall,
    ToolResult,
    ToolError,
    QuestionRequested,
    PermissionRequested,
    QuestionAnswered,
    ApprovalResolved,
    TerminalStream,
    TerminalComplete,
    SandboxProvisioning,
    SandboxInit,
    SandboxRemoved,
    PlanUpdated,
    CommandsUpdated,
    SettingsUpdated,
    UsageUpdated,
    FileChanged,
]
"""Everything that can stand in a session's log."""

Epoch: TypeAlias = str
"""Names one life of a session's log. A log that was restored from a backup, or forked, has a new one."""


class Error(TypedDict):
    """The message was refused, and nothing has changed; or something happened that the client should know."""

    type: Literal["error"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    code: ErrorCode
    message: ErrorMessage
    messageType: NotRequired[str]
    """`type` of the message that was refused."""
    sessionId: NotRequired[SessionId]
    retryAfterMs: NotRequired[Count]
    """When to try again."""
    details: NotRequired[list[ErrorDetail]]
    """The fields that break a rule."""


class EventPage(TypedDict):
    """A page of the log."""

    items: list[DurableEvent]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""
    lastSeq: Count
    """`seq` of the newest event of the log."""
    epoch: Epoch


class Events(TypedDict):
    """A piece of the log."""

    type: Literal["events"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId
    events: list[DurableEvent]
    """As they were sent when they were live."""
    lastSeq: Count
    """`seq` of the newest event of the log."""
    hasMore: bool
    """There are events after the last one here."""


class FileContent(TypedDict):
    """What is in a file."""

    type: Literal["file_content"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId
    path: WorkspacePath
    content: str
    encoding: Literal["utf8", "base64"]
    """`utf8` when the bytes are UTF-8 without NUL, else `base64`."""
    size: Count
    """In bytes."""
    hash: ContentHash
    iteration: NotRequired[Iteration]
    """The version that this is, where it is a kept one."""


class FileContents(TypedDict):
    """What a file holds."""

    path: WorkspacePath
    content: str
    encoding: Literal["utf8", "base64"]
    """`utf8` when the bytes are UTF-8 without NUL, else `base64`."""
    size: Count
    """In bytes."""
    hash: ContentHash
    iteration: NotRequired[Iteration]
    """The version that this is, where it is a kept one."""


class FileEntry(TypedDict):
    """One entry of a folder."""

    path: WorkspacePath
    type: Literal["file", "directory", "link"]
    """A link is never followed."""
    size: Count
    modifiedAt: Instant
    iteration: NotRequired[Iteration]
    """The newest kept version, if one is kept."""


class FileIteration(TypedDict):
    """One kept version of a file."""

    iteration: Iteration
    timestamp: UnixMillis
    size: Count
    hash: ContentHash


class FileHistory(TypedDict):
    """The kept versions of a file."""

    type: Literal["file_history"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId
    path: WorkspacePath
    iterations: list[FileIteration]
    """The oldest first. Where they outgrow `listBytes`, the newest ones."""


class FileIterationPage(TypedDict):
    """A page of a file's kept versions, the oldest first."""

    items: list[FileIteration]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class FileList(TypedDict):
    """What is in a folder."""

    type: Literal["file_list"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId
    path: WorkspacePath
    entries: list[FileEntry]
    """Sorted by path. At most `listedFiles`, and no more than fit `listBytes`."""


class FilePage(TypedDict):
    """A page of a folder, sorted by path."""

    items: list[FileEntry]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class Fork(TypedDict):
    """What a new session takes over from another one."""

    seq: NotRequired[int]
    """The last event that is taken over; all of them by default."""
    name: NotRequired[SessionName]


class GetEvents(TypedDict):
    """Reads the log."""

    type: Literal["get_events"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    afterSeq: NotRequired[Count]
    limit: NotRequired[int]


class GetFileAtIteration(TypedDict):
    """Reads a kept version of a file."""

    type: Literal["file_at_iteration"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    path: str
    iteration: Iteration


class GetFileHistory(TypedDict):
    """Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`
    passes over there are none.
    """

    type: Literal["file_history"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    path: str


class GetHistory(TypedDict):
    """Reads what was said, the newest first by page, within a page in the order it was said."""

    type: Literal["get_history"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    beforeSeq: NotRequired[int]
    """Only what was said before this place in the log."""
    limit: NotRequired[int]


Prompt: TypeAlias = str
"""What a person says to an agent."""


class Guidance(TypedDict):
    """Guidance for the running turn: as in `steer`."""

    content: Prompt


class Health(TypedDict):
    """The process lives."""

    status: Literal["ok"]


class Heartbeat(TypedDict):
    """A sign of life, every `heartbeatInterval`."""

    type: Literal["heartbeat"]
    ts: UnixMillis


class HistoryToolCall(TypedDict):
    """A tool call as history shows it."""

    toolCallId: ToolCallId
    toolName: str
    title: NotRequired[str]
    status: Literal["pending", "completed", "failed"]
    """`pending` when the turn ended before the tool did."""


class HistoryMessage(TypedDict):
    """Something that was said."""

    seq: Seq
    """Where it stands: the turn's first event for what a person said, its last one for what the agent said."""
    turnId: TurnId
    role: Literal["user", "agent"]
    text: str
    ts: UnixMillis
    toolCalls: NotRequired[list[HistoryToolCall]]
    """Of an agent's message. Where those of one turn outgrow `listBytes`, the last ones."""
    stopReason: NotRequired[Literal["end_turn", "max_tokens", "max_turn_requests", "refusal", "stopped", "error"]]
    """Of an agent's message: that of `turn_complete`; `stopped` and `error` for the other ends."""


class History(TypedDict):
    """What was said."""

    type: Literal["history"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId
    messages: list[HistoryMessage]
    """In the order they were said; at least one, if there is any, and no more than fit `listBytes`."""
    nextBeforeSeq: Optional[Seq]
    """Hand it back as `beforeSeq` for what was said before; null at the beginning."""


class InboxItem(TypedDict):
    """Something came into the inbox. Sent by automations."""

    type: Literal["inbox_item"]
    itemId: Uuid
    title: str
    runId: NotRequired[Uuid]
    sessionId: NotRequired[SessionId]
    createdAt: Instant


class JoinSession(TypedDict):
    """Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then
    `session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over
    from the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in
    place of `session_synced`: the connection has left the session then.
    """

    type: Literal["join_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    afterSeq: NotRequired[Count]
    """`seq` of the last event that the client has; 0 for the whole log."""
    epoch: NotRequired[Epoch]
    """The `epoch` that `afterSeq` was counted in. A client that keeps a cursor SHOULD send it: with another epoch
    everything follows from 1 (`resume: "reset"`), never another log's events.
    """


class LeaveSession(TypedDict):
    """Leaves a session. Leaving one that was not joined changes nothing."""

    type: Literal["leave_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId


class ListFiles(TypedDict):
    """Lists a folder of the session's workspace."""

    type: Literal["list_files"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    path: NotRequired[WorkspacePath]
    """The folder; empty for the workspace itself."""
    depth: NotRequired[int]
    """How many levels deep."""


class ListSessions(TypedDict):
    """Lists the tenant's sessions, the most recently updated first."""

    type: Literal["list_sessions"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    includeArchived: NotRequired[bool]
    projectId: NotRequired[ProjectId]
    """Only sessions of this project."""
    cwd: NotRequired[str]
    """Only sessions that were opened for exactly this folder over `/acp`; with `/` those of no folder, too."""
    limit: NotRequired[int]
    cursor: NotRequired[Cursor]


class ManageMembers(TypedDict):
    """Lists, adds and removes members of the tenant and sets their roles."""

    type: Literal["manage_members"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    action: Literal["list", "add", "set_role", "remove"]
    userId: NotRequired[UserId]
    """Needed by all but `list`."""
    role: NotRequired[Role]
    """Needed by `add` and `set_role`."""


class Member(TypedDict):
    """A person in a tenant."""

    userId: UserId
    email: NotRequired[str]
    role: Role
    createdAt: Instant
    updatedAt: Instant


class MemberList(TypedDict):
    """The tenant's members."""

    type: Literal["member_list"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    members: list[Member]
    """The first one first, and no more than fit `listBytes`."""


class MemberUpdated(TypedDict):
    """A member was added, removed, or has another role."""

    type: Literal["member_updated"]
    userId: UserId
    role: Optional[Role]
    """Null when the member was removed."""


class MessagePage(TypedDict):
    """A page of what was said, the newest page first."""

    items: list[HistoryMessage]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class NewAnswer(TypedDict):
    """The answer to a question or permission request: as in `answer_question`."""

    requestId: RequestId
    answers: NotRequired[dict[str, Any]]
    optionId: NotRequired[OptionId]
    dismissed: NotRequired[bool]


class NewDevice(TypedDict):
    """What is said of a device."""

    name: str
    platform: NotRequired[str]
    pushToken: NotRequired[str]
    capabilities: NotRequired[dict[str, Any]]


ProjectName: TypeAlias = str
"""What people call a project."""


class NewProject(TypedDict):
    """A new project."""

    name: ProjectName
    description: NotRequired[str]
    metadata: NotRequired[dict[str, Any]]


class NewSession(TypedDict):
    """A new session."""

    agentType: AgentType
    name: NotRequired[SessionName]
    projectId: NotRequired[ProjectId]
    metadata: NotRequired[dict[str, Any]]


class NewTurn(TypedDict):
    """A new turn: as in `run_turn`."""

    text: Prompt
    clientTurnId: NotRequired[ClientTurnId]
    whenBusy: NotRequired[Literal["reject", "queue", "interrupt"]]
    attachments: NotRequired[list[Attachment]]


PendingRequest: TypeAlias = Union[
    QuestionRequested,
    PermissionRequested,
]
"""What an agent waits for."""


class Ping(TypedDict):
    """Asks whether the gateway is there."""

    type: Literal["ping"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    ts: NotRequired[float]
    """Comes back as `clientTs`."""


class Pong(TypedDict):
    """The answer to `ping`."""

    type: Literal["pong"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    ts: UnixMillis
    clientTs: NotRequired[float]
    """`ts` of the ping."""


class Preferences(TypedDict):
    """The caller's preferences: the entries of the scope `user` by their keys."""

    preferences: dict[str, Any]


class PreferencesPatch(TypedDict):
    """What is to change of the preferences: null removes a key, what is left out stays."""

    preferences: dict[str, Any]
    """At most `configPatchKeys` keys."""


class ProblemDetails(TypedDict):
    """An error as RFC 9457 describes it."""

    type: str
    """`about:blank`: `title` and `code` say it all."""
    title: str
    """The name of the HTTP status."""
    status: int
    code: ErrorCode
    detail: ErrorMessage
    instance: str
    """The request's id, as in `X-Request-Id`."""
    details: NotRequired[list[ErrorDetail]]
    """The fields that break a rule; a path begins with `/body`, `/query`, `/path` or `/headers`."""
    retryAfterMs: NotRequired[Count]


class Project(TypedDict):
    """What sessions are grouped by: the entry `project` of its scope."""

    id: ProjectId
    name: ProjectName
    description: str
    metadata: dict[str, Any]
    createdAt: Instant
    createdBy: UserId
    updatedAt: Instant


class ProjectPage(TypedDict):
    """A page of projects, in the order of their ids."""

    items: list[Project]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class ProjectPatch(TypedDict):
    """What may be changed of a project. What is left out stays as it is."""

    name: NotRequired[ProjectName]
    description: NotRequired[str]
    metadata: NotRequired[dict[str, Any]]
    """Replaces all of it."""


class ReadFile(TypedDict):
    """Reads a file of the session's workspace as it is now."""

    type: Literal["read_file"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    path: str


class Readiness(TypedDict):
    """Whether the gateway can serve."""

    status: Literal["ok", "failed"]
    checks: list[DependencyCheck]


class RenameSession(TypedDict):
    """Gives a session another name."""

    type: Literal["rename_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    name: SessionName


class RunTurn(TypedDict):
    """Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one
    `turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.
    """

    type: Literal["run_turn"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    text: Prompt
    clientTurnId: NotRequired[ClientTurnId]
    """Chosen by the client, once per turn. When it was used in this session before, nothing starts: the answer is that
    turn's id with `duplicate: true`. So a client that lost its connection may send it again.
    """
    whenBusy: NotRequired[Literal["reject", "queue", "interrupt"]]
    """What to do while a turn runs or waits: refuse with `TURN_IN_PROGRESS`; run it when its time comes, also after a
    restart; or stop the running turn and run this one before those that wait. Where `queuedTurns` turns wait already,
    `queue` and `interrupt` are both `QUEUE_FULL`, and the running turn is not stopped.
    """
    attachments: NotRequired[list[Attachment]]


class ServerInfo(TypedDict):
    """What the gateway is."""

    name: str
    version: str


class ServerShutdown(TypedDict):
    """The gateway shuts down; the connection is closed with 1001 soon."""

    type: Literal["server_shutdown"]
    reason: str
    reconnectAfterMs: Count


class SessionUsage(TypedDict):
    """What a session has used since it began."""

    inputTokens: Count
    outputTokens: Count
    cost: Optional[Cost]
    """The sum over all turns in the currency of the first one that had a cost; null until then."""


class Session(TypedDict):
    """A conversation with one agent in one workspace."""

    id: SessionId
    name: SessionName
    agentType: AgentType
    status: SessionStatus
    projectId: Optional[ProjectId]
    metadata: dict[str, Any]
    """What the client that created the session attached to it."""
    archived: bool
    createdAt: Instant
    updatedAt: Instant
    """When it was last renamed, archived, or written to by an event."""
    lastSeq: Count
    """`seq` of the newest event of its log; 0 while there is none."""
    createdBy: UserId
    usage: SessionUsage
    cwd: NotRequired[str]
    """The folder on its client's machine that the session was opened for over `/acp`; absolute."""


class SessionArchived(TypedDict):
    """A session was put away."""

    type: Literal["session_archived"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    session: Session


class SessionCreated(TypedDict):
    """A session was created."""

    type: Literal["session_created"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    session: Session


class SessionDeleted(TypedDict):
    """A session is gone for good. Who had joined it has left it."""

    type: Literal["session_deleted"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessionId: SessionId


class SessionList(TypedDict):
    """The tenant's sessions."""

    type: Literal["session_list"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    sessions: list[Session]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class SessionPage(TypedDict):
    """A page of sessions."""

    items: list[Session]
    nextCursor: Optional[Cursor]
    """Hand it back as `cursor` for the next page; null on the last one."""


class SessionPatch(TypedDict):
    """What may be changed of a session. What is left out stays as it is."""

    name: NotRequired[SessionName]
    projectId: NotRequired[Optional[ProjectId]]
    """Null takes the session out of its project."""
    metadata: NotRequired[dict[str, Any]]
    """Replaces all of it."""


class SessionSynced(TypedDict):
    """The replay is complete up to `seq`; what follows is live."""

    type: Literal["session_synced"]
    sessionId: SessionId
    seq: Count
    """0 while the log is empty."""


class SessionUnarchived(TypedDict):
    """A session was taken back."""

    type: Literal["session_unarchived"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    session: Session


class SessionUpdated(TypedDict):
    """A session was renamed."""

    type: Literal["session_updated"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    session: Session


class Settings(TypedDict):
    """The tenant's settings: the entries of the scope `tenant` by their keys."""

    settings: dict[str, Any]


class SettingsPatch(TypedDict):
    """What is to change of the settings: null removes a key, what is left out stays."""

    settings: dict[str, Any]
    """At most `configPatchKeys` keys."""


class StateSnapshot(TypedDict):
    """The session as it is at `lastSeq`."""

    type: Literal["state_snapshot"]
    ref: NotRequired[Ref]
    """That of the message it answers."""
    session: Session
    epoch: Epoch
    lastSeq: Count
    resume: Literal["live", "continued", "reset"]
    """`live`: no `afterSeq` was given. `continued`: the events after it follow. `reset`: the cursor is not one of this
    log, everything follows from 1, and the client MUST forget what it had.
    """
    replayFrom: Seq
    """`seq` of the first event that follows."""
    activeTurn: Optional[ActiveTurn]
    pendingRequests: list[PendingRequest]
    """The questions and permissions that are open."""
    participants: Count
    """Connections that have joined, this one included."""


class Steer(TypedDict):
    """Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance."""

    type: Literal["steer"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId
    content: Prompt


class StopTurn(TypedDict):
    """Stops the running turn. The agent is asked first and killed if it does not end in time."""

    type: Literal["stop_turn"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId


class TurnReceipt(TypedDict):
    """A turn that was accepted."""

    turnId: TurnId
    duplicate: NotRequired[bool]
    """The `clientTurnId` was used before."""
    queued: NotRequired[bool]
    """The turn waits behind others."""
    position: NotRequired[int]


class TurnReference(TypedDict):
    """The turn that something was done to."""

    turnId: TurnId


class UnarchiveSession(TypedDict):
    """Takes an archived session back. Doing so to one that is not archived changes nothing."""

    type: Literal["unarchive_session"]
    ref: NotRequired[Ref]
    """The direct reply, or the error, carries the same one."""
    sessionId: SessionId


class Welcome(TypedDict):
    """The first thing that a connection hears."""

    type: Literal["welcome"]
    protocolVersion: int
    """The version that this connection speaks."""
    supportedVersions: list[int]
    requiresAuth: bool
    """Whether `authenticate` must come first."""
    server: ServerInfo
