# Generated from spec/common/limits.tsp by `npm run generate`. Do not edit.

"""The limits that are kept."""

from typing import Final

FRAME_BYTES: Final = 1048576
"""Largest WebSocket frame or JSON body that a client may send. In bytes."""

JSON_DEPTH: Final = 64
"""Deepest nesting of arrays and objects in JSON. In levels."""

MESSAGES_PER_WINDOW: Final = 60
"""Messages of one connection, `ping` included, within `messageWindow`. In messages."""

MESSAGE_WINDOW: Final = 10000
"""Length of the sliding window of `messagesPerWindow`. In ms."""

LIMITED_WINDOWS_BEFORE_CLOSE: Final = 5
"""Windows in a row in which a connection was limited, before it is closed with `FLOODING`. In windows."""

AUTHENTICATE_TIMEOUT: Final = 10000
"""Time in which a connection must authenticate. In ms."""

AUTHENTICATION_ATTEMPTS: Final = 10
"""Failed attempts to authenticate of one address within `authenticationWindow`. Successful ones do not count:
many people share an address. In attempts.
"""

AUTHENTICATION_WINDOW: Final = 60000
"""Length of the sliding window of `authenticationAttempts`. In ms."""

JOINED_SESSIONS: Final = 1000
"""Sessions that one connection may have joined. In sessions."""

ERROR_MESSAGE_LENGTH: Final = 500
"""Longest `message` of an error. In code points."""

QUEUED_TURNS: Final = 20
"""Turns of one session that wait behind the running one. In turns."""

HEARTBEAT_INTERVAL: Final = 30000
"""Time between two heartbeats. In ms."""

SILENCE_TIMEOUT: Final = 75000
"""A connection from which no frame and no pong came for this long is closed. In ms."""

COALESCE_TIME: Final = 10
"""Text of a turn is gathered for this long before it becomes one `text_delta`. In ms."""

COALESCE_BYTES: Final = 4096
"""Text of a turn is gathered up to this size before it becomes one `text_delta`. In bytes."""

SEND_BUFFER_BYTES: Final = 8388608
"""What may wait to be sent to one client before it is closed with `SLOW_CONSUMER`. In bytes."""

SHUTDOWN_TIME: Final = 10000
"""Time in which the gateway shuts down. In ms."""

RECONNECT_AFTER_SHUTDOWN: Final = 1000
"""How long a client should wait before it reconnects after `server_shutdown`. In ms."""

OPEN_DATABASES: Final = 500
"""SQLite databases that are open at a time. In databases."""

FILE_BYTES: Final = 4194304
"""Largest file whose content is sent. Base64 makes it a third larger, and that must fit `sendBufferBytes`. In bytes."""

ITERATION_BYTES: Final = 104857600
"""Largest file whose versions are kept. Of larger ones only size and hash are recorded. In bytes."""

WORKSPACE_FILES: Final = 20000
"""Files of a workspace that are watched for changes. In files."""

LISTED_FILES: Final = 5000
"""Entries of one `file_list`. In entries."""

EVENT_BYTES: Final = 1048576
"""Largest event. What an agent sends beyond it is cut, with a note that it was. In bytes."""

EVENTS_PAGE_BYTES: Final = 4194304
"""Most bytes of events in one `events` reply; fewer than `limit` events then come. In bytes."""

LIST_BYTES: Final = 4194304
"""Most bytes of messages in one `history` reply, of entries in a `file_list`, of iterations in a `file_history`, of
members in a `member_list`; fewer of them then come. Preferences or settings that are larger are not sent as one. In bytes.
"""

TURN_BYTES: Final = 268435456
"""What one turn may write to its session's log. Past that the agent is taken to flood. In bytes."""

AGENT_OUTPUT_RATE: Final = 16777216
"""Rate at which one agent's output is read; a faster one is held back. In bytes/s."""

AGENT_LINE_BYTES: Final = 16777216
"""Longest line that an agent may write to its standard output. In bytes."""

AGENT_START_TIMEOUT: Final = 30000
"""Time in which an agent must be ready. In ms."""

AGENT_SILENCE: Final = 600000
"""Longest silence of an agent within a turn, unless the catalogue says otherwise. Time in which a person is asked does not count. In ms."""

AGENT_STOP_TIMEOUT: Final = 5000
"""Time in which an agent must end a turn that is stopped. Past that it is killed. In ms."""

AGENT_SHUTDOWN_TIMEOUT: Final = 2000
"""The same when the gateway shuts down. Then the turn ends without it. In ms."""

AGENT_IDLE: Final = 600000
"""An agent that has had no turn for this long is shut down; the session becomes `inactive`. In ms."""

IDEMPOTENCY_TIME: Final = 86400000
"""Time for which the answer to an `Idempotency-Key` is kept. In ms."""

TOKEN_CACHE_SIZE: Final = 10000
"""Verified tokens that are remembered. In tokens."""

TOKEN_CACHE_TIME: Final = 300000
"""Longest time for which a verified token is remembered. In ms."""

ACP_FRAME_BYTES: Final = 16777216
"""Largest message on `/acp`: prompts carry images. In bytes."""

ACP_PENDING_CALLS: Final = 256
"""Calls of one `/acp` connection that may wait for their answers. Past that nothing more is read from it. In calls."""

ACP_SESSION_CALLS_PER_WINDOW: Final = 60
"""`session/new` and `session/prompt` calls of one `/acp` connection within `messageWindow`; past that `RATE_LIMITED`. In calls."""

MCP_SERVERS_BYTES: Final = 262144
"""What the MCP servers that a client gives for a session may take as JSON. In bytes."""

ACP_HTTP_IDLE: Final = 60000
"""An `/acp` connection over HTTP that has neither a request nor an open stream for this long is ended. In ms."""

CONFIG_SUBSCRIPTIONS: Final = 1000
"""Scopes that one connection may be subscribed to. In subscriptions."""

CONFIG_PATCH_KEYS: Final = 100
"""Keys that one PATCH of preferences or settings may change. In keys."""

CONFIG_TIMEOUT: Final = 5000
"""Time within which the configuration store must answer. In ms."""
