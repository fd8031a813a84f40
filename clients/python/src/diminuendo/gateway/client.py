"""The client of the gateway."""

import asyncio
import random
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from .._generated.gateway.calls import MessageType
from .._generated.gateway.gateway_methods import GatewayMethods
from .._generated.gateway.sockets import WS_PATH
from .._generated.gateway.types import StateSnapshot
from .._link import ClientState, ConnectionOwner, Link, StateChange
from .._listeners import Listener, Listeners
from .._reconnect import Backoff, backoff
from .._token import TokenRenewal, TokenSource
from .._url import web_socket_url
from .._web_socket import farewells
from ..errors import ClosedError
from .connection import Connection, ConnectionOptions
from .joined_sessions import JoinedSessions
from .pending_calls import PendingCalls
from .session import JoinedSession, new_turn_id
from .session_cursor import Cursor


class GatewayClient(GatewayMethods):
    """A client of the gateway: stays connected, finds the answer to every message, and keeps sessions joined.

    It has a method for each message of the protocol. `on` hears what the gateway sends, as it comes; to follow a session without
    a gap, also across reconnects, use `join`.
    """

    def __init__(
        self,
        url: str,
        *,
        token: TokenSource | None = None,
        request_timeout: float = 30.0,
        handshake_timeout: float = 10.0,
        silence_grace: float = 5.0,
        reconnect: Backoff | None = None,
        max_queued_calls: int = 1000,
    ) -> None:
        """Does nothing yet: `connect` does. All times are in seconds.

        - url: Of the gateway, for instance `https://gateway.example`.
        - token: For a gateway that asks for one. A function is called anew for every connection, and again before a token expires.
        - request_timeout: Time in which a message must be answered, the wait for a connection included.
        - handshake_timeout: Time in which a connection must be open.
        - silence_grace: A connection that is silent for so much longer than the gateway's heartbeat interval is given up.
        - reconnect: How long to wait between attempts to connect.
        - max_queued_calls: As many calls wait for a connection at the most; further ones fail with QueueFullError.

        Raises ValueError when `url` is none.
        """
        options = ConnectionOptions(web_socket_url(url, WS_PATH), handshake_timeout, silence_grace)
        self._backoff = reconnect or Backoff()
        self._calls = PendingCalls(request_timeout, max_queued_calls)
        self._sessions = JoinedSessions()
        self._listeners = Listeners()
        self._renewal = TokenRenewal(token, lambda fresh: self.authenticate(token=fresh))

        def connect(token: str | None, owner: ConnectionOwner) -> Connection:
            return Connection(options, token, owner, self._receive)

        self._link: Link[Connection] = Link(self, connect, token, self._backoff)

    @property
    def state(self) -> ClientState:
        return self._link.state

    async def connect(self) -> None:
        """Connects, and comes back whenever the connection is lost, until `close` is called or the gateway refuses the client for
        good. Returns when the client is open. While the gateway cannot be reached it goes on trying; `state` tells.

        Raises ClosedError with the reason as its `__cause__`.
        """
        await self._link.open()

    async def close(self) -> None:
        """Closes the client. What was not answered yet fails with ClosedError, and sessions end. `connect` opens it again."""
        self._link.close(None)
        await farewells()

    def on(self, type: str, listener: Listener) -> Callable[[], None]:
        """Calls a function with every event of a type; `state` is the client's own, with a StateChange. Returns a function that
        ends it.
        """
        return self._listeners.on(type, listener)

    async def join(self, session_id: str, cursor: Cursor | None = None) -> JoinedSession:
        """Joins a session. With a cursor everything after it follows, without one what happens from now on.

        Raises GatewayError: SESSION_NOT_FOUND, FORBIDDEN.
        """
        joined: list[JoinedSession] = []
        fields: dict[str, Any] = {"sessionId": session_id}
        if cursor is not None:
            fields["afterSeq"] = cursor.after_seq
            if cursor.epoch:
                fields["epoch"] = cursor.epoch

        def reply(snapshot: StateSnapshot) -> None:
            session = JoinedSession(self, snapshot)
            self._sessions.add(session)
            joined.append(session)

        await self.send("join_session", fields, on_reply=reply)
        return joined[0]

    async def request(self, type: MessageType, fields: Mapping[str, Any]) -> Any:
        """Sends a message, and returns its reply. A turn is given a `clientTurnId`, so that it can be sent again."""
        if type != "run_turn":
            return await self.send(type, fields)
        return await self.send(type, {"clientTurnId": new_turn_id(), **fields}, is_repeatable=True)

    def send(
        self,
        type: MessageType,
        fields: Mapping[str, Any],
        *,
        is_repeatable: bool | None = None,
        is_urgent: bool = False,
        on_reply: Callable[[Any], None] | None = None,
    ) -> asyncio.Future[Any]:
        """Sends a message as soon as it can be sent; see `request`, which nearly everyone wants."""
        if self.state == "closed":
            refused: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            refused.set_exception(ClosedError("The client is closed. Call connect()."))
            return refused
        return self._calls.add(type, fields, is_repeatable=is_repeatable, is_urgent=is_urgent, on_reply=on_reply)

    def retry_delay(self, attempt: int) -> float:
        """For sessions: how long to wait before the next attempt to rejoin."""
        return backoff(attempt, self._backoff, random.random())

    def forget(self, session: JoinedSession) -> bool:
        """For sessions: one has ended."""
        return self._sessions.remove(session)

    def link_changed(self, change: StateChange) -> None:
        self._listeners.emit("state", change)

    def link_connected(self, connection: Connection, token: str | None) -> None:
        # Sessions first: their requests to join are put before whatever waits to be sent.
        self._sessions.connected()
        self._calls.connected(connection.send, connection.pacer)
        self._renewal.start(token)

    def link_disconnected(self) -> None:
        self._renewal.stop()
        self._calls.disconnected()
        self._sessions.disconnected()

    def link_closed(self, reason: ClosedError) -> None:
        self._renewal.stop()
        self._calls.fail(reason)
        self._sessions.end(None if reason.__cause__ is None else reason)

    async def __aenter__(self) -> Self:
        try:
            await self.connect()
        except BaseException:
            # Whoever gives up entering does not get to leave.
            await self.close()
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    def _receive(self, event: Mapping[str, Any]) -> None:
        # An answer comes first: what it starts hears of everything that follows.
        self._calls.receive(event)
        if self._sessions.receive(event):
            self._listeners.emit(str(event.get("type")), event)
        if event.get("type") == "ack" and event.get("messageType") == "leave_session" and "sessionId" in event:
            self._sessions.left(event["sessionId"])
