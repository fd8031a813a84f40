# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""What a connection is closed with."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

SHUTDOWN: Final = 1001
"""The node shuts down, or serves no more. Another one may be there."""

TOO_LARGE: Final = 1009
"""A frame was larger than `frameBytes`, or `peerFrameBytes` on `/raft`."""

PROTOCOL_ERROR: Final = 4400
"""The other side broke the protocol: a binary frame, or on `/raft` something that is no message."""

OTHER_CLUSTER: Final = 4403
"""The peer belongs to another cluster, or takes this node for another one."""

SLOW_CONSUMER: Final = 4408
"""The client did not read for so long that `subscriberBufferBytes` were queued. Resume each watch from its last
revision.
"""

Reconnect: TypeAlias = Literal["at-once", "later", "never"]
"""When a client that was disconnected may come back."""

RECONNECT: Mapping[int, Reconnect] = {
    1001: "at-once",
    1009: "never",
    4400: "never",
    4403: "never",
    4408: "at-once",
}
"""By close code. A code that is not here came from somewhere between: come back."""
