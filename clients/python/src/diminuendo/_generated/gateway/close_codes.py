# Generated from spec/common/errors.tsp by `npm run generate`. Do not edit.

"""What a connection is closed with."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

SHUTDOWN: Final = 1001
"""The gateway shuts down."""

TOO_LARGE: Final = 1009
"""A frame was larger than `frameBytes`."""

PROTOCOL_ERROR: Final = 4400
"""The client broke the WebSocket protocol."""

NOT_AUTHENTICATED: Final = 4401
"""The client did not authenticate in time, or its token has expired."""

FORBIDDEN: Final = 4403
"""The client may not be here: its membership was removed."""

SLOW_CONSUMER: Final = 4408
"""The client did not read for so long that `sendBufferBytes` were queued, or was silent for `silenceTimeout`."""

FLOODING: Final = 4429
"""The client exceeded its rate limit in `limitedWindowsBeforeClose` windows in a row."""

Reconnect: TypeAlias = Literal["at-once", "later", "never"]
"""When a client that was disconnected may come back."""

RECONNECT: Mapping[int, Reconnect] = {
    1001: "at-once",
    1009: "never",
    4400: "never",
    4401: "never",
    4403: "never",
    4408: "at-once",
    4429: "later",
}
"""By close code. A code that is not here came from somewhere between: come back."""
