# Generated from spec/main.tsp by `npm run generate`. Do not edit.

"""Where the WebSockets are, and which version of the protocol is spoken."""

from typing import Final

WS_PATH: Final = "/ws"
"""The gateway's own protocol: one typed JSON object a frame."""

ACP_PATH: Final = "/acp"
"""The Agent Client Protocol, stable version 1 as it is published, with the gateway as the agent; and `config/*`. JSON-RPC
2.0, one message of `acpFrameBytes` at most a frame. The same is spoken over HTTP: POST, GET with
`Accept: text/event-stream` and DELETE on this path.

- The first message is `initialize`; before it `session/*` is `INVALID_REQUEST`, and the connection stays.
- A token comes with the upgrade (`Authorization: Bearer`, or the subprotocol `bearer.<token>`), or by `authenticate`
with the method `token`. Until then everything but `initialize` and `authenticate` is `UNAUTHENTICATED`.
- `config/*` and `authenticate` need no `initialize`: a connection may be for configuration alone.
- Calls are taken up in their order and may be answered in another one.
- `id` is a string, an integer or null. Batches (JSON arrays) are one `INVALID_REQUEST` with the id null.
- What an agent has asked and nobody has answered is asked of a client that opens its session, before `session/load` and
`session/resume` are answered; the `requestId` in `_meta` tells whether it is the same that was asked elsewhere.
- While a turn runs that a client has prompted, its agent's files and commands are that client's affair, as far as it
offers that. When another person guides the turn, or gives it a permission, the gateway does them from then on.
- Who may not write to a session opens it without its agent: `mcpServers` of theirs are passed over.
- The name of an error code is in `error.data.code`, with what belongs to it beside it.
- Unknown fields are ignored. A call of an unknown method is `METHOD_NOT_FOUND`, a notification of one is ignored.
"""

PROTOCOL_VERSION: Final = 1

SUPPORTED_VERSIONS: Final = (1,)

SUBPROTOCOL_PREFIX: Final = "diminuendo.v"
