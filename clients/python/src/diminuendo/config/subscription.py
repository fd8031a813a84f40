"""Subscriptions to changes of a scope."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Literal, Self, TypeAlias

from .._event_queue import EventQueue
from .._generated.gateway.types import ConfigUpdate
from .._resume_cursor import ResumeCursor

OnUpdate: TypeAlias = Callable[[ConfigUpdate], Awaitable[None] | None]
"""Takes a change. The next one comes when what it returns is done."""


class ConfigSubscription:
    """The changes of a scope, one after the other, each once, also across reconnects. A loop over it ends when the subscription or
    the client is closed. It raises a ConfigError when the gateway refuses it: `COMPACTED` when changes were missed that are not kept
    any more, so that the scope must be listed again. What the loop has not read yet is kept in memory.

    Use it in `async with`, or `close` it when it is not wanted any more.
    """

    def __init__(
        self,
        since: int | None,
        on_update: OnUpdate | None,
        on_close: Callable[["ConfigSubscription"], None],
    ) -> None:
        """`since` None: from when the subscription begins."""
        loop = asyncio.get_running_loop()
        self._cursor = ResumeCursor(since)
        self._queue: EventQueue[ConfigUpdate] = EventQueue()
        self._opening: asyncio.Future[None] = loop.create_future()
        self._ending: asyncio.Future[None] = loop.create_future()
        self._on_close = on_close
        self._early: list[ConfigUpdate] | None = [] if since is None else None
        """What came before it was known from where on changes count; None when that is known."""
        self._stage: Literal["idle", "asked", "live"] = "idle"
        self._is_over = False
        self._telling: asyncio.Task[None] | None = None
        # Nobody has to wait for these: loops, and with `on_update` the end, tell of what went wrong.
        for future in (self._opening, self._ending):
            future.add_done_callback(lambda done: done.cancelled() or done.exception())
        if on_update is not None:
            self._telling = asyncio.ensure_future(self._tell(on_update))
            self._telling.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def opened(self) -> None:
        """Returns when it has begun: from then on no change is missed. Raises when it ends before."""
        await asyncio.shield(self._opening)

    async def ended(self) -> None:
        """Returns when it was closed; raises what it ended by, which with `on_update` may be what that raised."""
        await asyncio.shield(self._ending if self._telling is None else self._telling)

    def close(self) -> None:
        """Ends it. What was not read yet is dropped."""
        self._queue.drop()
        self.end(None)

    def __aiter__(self) -> EventQueue[ConfigUpdate]:
        return self._queue

    async def __anext__(self) -> ConfigUpdate:
        return await anext(self._queue)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def since(self) -> int | None:
        """After which revision changes are wanted; None: from when it begins."""
        return self._cursor.since

    @property
    def is_live(self) -> bool:
        """Whether the connection that there is brings its changes."""
        return self._stage == "live"

    def suspended(self) -> None:
        """For the client: the gateway sends nothing for it any more."""
        self._stage = "idle"
        if self._early is not None:
            self._early = []

    def asked(self) -> None:
        """For the client: the gateway is asked for its changes, and those that it has had already come again."""
        self._stage = "asked"
        self._cursor.restarted()

    def begun(self, revision: int) -> None:
        """For the client: the gateway has answered, and sends the changes of higher revisions."""
        self._stage = "live"
        self._cursor.begun(revision)
        early, self._early = self._early or [], None
        for update in early:
            self.take(update)
        if not self._opening.done():
            self._opening.set_result(None)

    def reached(self, revision: int) -> None:
        """For the client: the gateway says that it has sent every change up to a revision."""
        if self._stage == "live":
            self._cursor.reached(revision)

    def take(self, update: ConfigUpdate) -> None:
        """For the client: a change of the scope came. What comes before it was asked for is meant for others."""
        if self._is_over or self._stage == "idle":
            return
        if self._early is not None:
            self._early.append(update)
        elif self._cursor.take(update["revision"]):
            self._queue.push(update)

    def end(self, error: Exception | None) -> None:
        """For the client: no more changes come."""
        if self._is_over:
            return
        self._is_over = True
        self._queue.end(error)
        if not self._opening.done():
            self._opening.set_exception(error or RuntimeError("The subscription was closed before it had begun."))
        if error is None:
            self._ending.set_result(None)
        else:
            self._ending.set_exception(error)
        self._on_close(self)

    async def _tell(self, on_update: OnUpdate) -> None:
        try:
            async for update in self._queue:
                outcome = on_update(update)
                if outcome is not None:
                    await outcome
        finally:
            self.close()
