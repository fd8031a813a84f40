"""One connection after the other."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

from ._reconnect import Backoff, Loss, reconnect_delay
from ._token import TokenSource, token_of
from .errors import ClosedError

ClientState: TypeAlias = Literal["connecting", "authenticating", "open", "waiting", "closed"]
"""What a client is doing."""

LASTING = 5.0
"""A connection that lasted so long was a good one, in seconds: what follows its loss is a first attempt."""


@dataclass(frozen=True)
class StateChange:
    """The client does something else than before."""

    state: ClientState
    previous: ClientState
    error: Exception | None = None
    """Why the connection was lost, or the client closed; None when nothing went wrong."""
    retry_in: float | None = None
    """While it waits: for how long, in seconds."""


class LinkedConnection(Protocol):
    """A connection as a link uses it."""

    def close(self) -> None:
        """Ends it. Its owner hears no more of it."""
        ...


class ConnectionOwner(Protocol):
    """Who hears what becomes of a connection."""

    def authenticating(self) -> None:
        """The gateway wants to know who it is."""
        ...

    def opened(self) -> None:
        """Messages may be sent from now on."""
        ...

    def lost(self, loss: Loss) -> None:
        """The connection is no more. Nothing is heard of it after this."""
        ...


C = TypeVar("C", bound=LinkedConnection)
C_contra = TypeVar("C_contra", bound=LinkedConnection, contravariant=True)


class LinkOwner(Protocol[C_contra]):
    """Who uses the link."""

    def link_changed(self, change: StateChange) -> None: ...

    def link_connected(self, connection: C_contra, token: str | None) -> None:
        """There is a connection, opened by this token."""
        ...

    def link_disconnected(self) -> None:
        """The connection that there was is lost."""
        ...

    def link_closed(self, reason: ClosedError) -> None:
        """There will be no other connection."""
        ...


class Link(Generic[C]):
    """One connection after the other, until it is closed."""

    def __init__(
        self,
        owner: LinkOwner[C],
        connect: Callable[[str | None, ConnectionOwner], C],
        token: TokenSource | None,
        limits: Backoff,
    ) -> None:
        self._owner = owner
        self._connect_to = connect
        self._token = token
        self._limits = limits
        self._state: ClientState = "closed"
        self._connection: C | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._attempt = 0
        """Connections in a row that did not last."""
        self._open_since: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._opening: asyncio.Future[None] | None = None

    @property
    def state(self) -> ClientState:
        return self._state

    def begin(self) -> None:
        """Connects, unless that is under way."""
        if self._state == "closed":
            self._attempt = 0
            self._connect()

    async def open(self) -> None:
        """Returns when there is a connection; raises ClosedError when there will be none."""
        if self._state == "open":
            return
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_future()
            # Who does not wait for it hears of it as a change of state.
            self._opening.add_done_callback(lambda opening: opening.cancelled() or opening.exception())
        opening = self._opening
        self.begin()
        await asyncio.shield(opening)

    def close(self, error: Exception | None) -> None:
        """Ends it all, for good if there is an error, else because it is wanted."""
        if self._state == "closed":
            return
        reason = ClosedError("The client was closed." if error is None else f"The client was closed: {error}", error)
        opening, self._opening = self._opening, None
        previous = self._state
        self._drop()
        self._state = "closed"
        if opening is not None and not opening.done():
            opening.set_exception(reason.again())
        self._owner.link_closed(reason)
        self._owner.link_changed(StateChange("closed", previous, error))

    def _connect(self) -> None:
        # The task is there before anybody hears of the change, who may close the link.
        self._connecting = asyncio.ensure_future(self._begin_connection())
        self._change("connecting")

    async def _begin_connection(self) -> None:
        try:
            # The gateway does not wait long for a token, so that comes first.
            token = await token_of(self._token)
        except Exception as error:
            self._lost(Loss(error, "soon"))
            return
        owner = _Owner(self, token)
        owner.connection = self._connection = self._connect_to(token, owner)

    def opened(self, connection: C | None, token: str | None) -> None:
        self._open_since = time.monotonic()
        self._change("open")
        opening, self._opening = self._opening, None
        if opening is not None and not opening.done():
            opening.set_result(None)
        # Whoever heard of the change may have closed the client.
        if connection is not None and self._connection is connection:
            self._owner.link_connected(connection, token)

    def authenticating(self) -> None:
        self._change("authenticating")

    def lost(self, loss: Loss) -> None:
        self._lost(loss)

    def _lost(self, loss: Loss) -> None:
        was_open = self._open_since is not None
        if self._open_since is not None and time.monotonic() - self._open_since >= LASTING:
            self._attempt = 0
        delay = reconnect_delay(loss, self._attempt, self._limits, random.random())
        self._attempt += 1
        if delay is None:
            self.close(loss.error)
            return
        self._drop()
        self._timer = asyncio.get_running_loop().call_later(delay, self._connect)
        if was_open:
            self._owner.link_disconnected()
        self._change("waiting", loss.error, delay)

    def _drop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._connecting is not None and self._connecting is not _current_task():
            self._connecting.cancel()
        self._connecting = None
        self._open_since = None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _change(self, state: ClientState, error: Exception | None = None, retry_in: float | None = None) -> None:
        previous, self._state = self._state, state
        self._owner.link_changed(StateChange(state, previous, error, retry_in))


class _Owner(Generic[C]):
    """Hears what becomes of one connection, as long as it is the link's."""

    def __init__(self, link: Link[C], token: str | None) -> None:
        self._link = link
        self._token = token
        self.connection: C | None = None

    def authenticating(self) -> None:
        self._link.authenticating()

    def opened(self) -> None:
        self._link.opened(self.connection, self._token)

    def lost(self, loss: Loss) -> None:
        self._link.lost(loss)


def _current_task() -> "asyncio.Task[object] | None":
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None
