# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""Where the WebSockets are, and which version of the protocol is spoken."""

from typing import Final

STREAM_PATH: Final = "/stream"
"""JSON-RPC 2.0 for clients. The key comes with the upgrade as over REST, and without a good one the upgrade is refused
with 401. The subprotocol `concordance.v1` may be offered. A frame has `frameBytes` at most.

- Calls of one connection are taken up in their order, and may be answered in another one: a call that needs what came
of another one waits for its answer.
- Parameters are given by name. Fields that are not known are ignored.
- `id` is a string, an integer or null. A call without `id` is done, and gets no answer whatever comes of it.
- Batches of calls (JSON arrays) are `INVALID_CALL`: a frame each is as fast, and `kv/batch` is atomic.
- An error that belongs to no call that could be told has the id null.
"""

RAFT_PATH: Final = "/raft"
"""Raft between the nodes: each frame is a `PeerMessage` of `peerFrameBytes` at most. The node that dials gives the
cluster's peer key as `Authorization: Bearer`; without it the upgrade is refused with 401. Messages go both ways, are
not answered one by one, and may be lost: Raft asks again.
"""

PROTOCOL_VERSION: Final = 1

SUPPORTED_VERSIONS: Final = (1,)

SUBPROTOCOL_PREFIX: Final = "concordance.v"
