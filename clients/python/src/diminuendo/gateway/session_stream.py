"""A session's events and who wants them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypedDict
from weakref import WeakSet

from .._event_queue import EventQueue
from .._generated.gateway.types import DurableEvent, SessionDeleted, SessionSynced, StateSnapshot
from .._listeners import Listener, Listeners
from ..errors import ClosedError


class Reset(TypedDict):
    """The session's log is another one than before, for instance restored from a backup: forget what came from it."""

    type: Literal["reset"]
    snapshot: StateSnapshot
    """The session as it is now; all of its log follows, from the first event."""


@dataclass(frozen=True)
class Ended:
    """Nothing more comes of this session."""

    error: Exception | None
    """None when the session was left or deleted, or the client closed by `close()`."""


SessionItem: TypeAlias = DurableEvent | Reset
"""What a loop over a session sees."""

_Notice: TypeAlias = SessionItem | SessionSynced | SessionDeleted | Ended


class SessionStream:
    """Hands a session's events to whoever wants them. Until somebody does, it keeps them."""

    def __init__(self, on_delivery: Callable[[SessionItem], None]) -> None:
        self._on_delivery = on_delivery
        """Called with each item before it is handed out."""
        self._listeners = Listeners()
        # A loop that was left is not there any more, and so is nothing kept for it.
        self._queues: WeakSet[EventQueue[SessionItem]] = WeakSet()
        self._kept: list[_Notice] | None = []
        """What nobody was there for yet; None once somebody was."""
        self._end: Ended | None = None
        """How it ended, once that was handed out."""
        self._is_releasing = False

    def on(self, type: str, listener: Listener) -> Callable[[], None]:
        self.release()
        return self._listeners.on(type, listener)

    def loop(self) -> EventQueue[SessionItem]:
        """A loop over everything from here on."""
        self.release()
        queue: EventQueue[SessionItem] = EventQueue()
        if self._end is not None:
            queue.end(_own(self._end.error))
        else:
            self._queues.add(queue)
        return queue

    def release(self) -> None:
        """Stops keeping. What was kept is handed out after the caller is through, so that it can add all its listeners."""
        if self._kept is None or self._is_releasing:
            return
        self._is_releasing = True
        asyncio.get_running_loop().call_soon(self._hand_out)

    def push(self, notice: _Notice) -> None:
        if self._kept is None:
            self._deliver(notice)
        else:
            self._kept.append(notice)

    def _hand_out(self) -> None:
        kept, self._kept = self._kept or [], None
        for notice in kept:
            self._deliver(notice)

    def _deliver(self, notice: _Notice) -> None:
        if self._end is not None:
            return
        if isinstance(notice, Ended):
            self._end = notice
            for queue in list(self._queues):
                queue.end(_own(notice.error))
            self._queues.clear()
            self._listeners.emit("ended", notice)
            return
        if notice["type"] != "session_synced" and notice["type"] != "session_deleted":
            item: Any = notice
            self._on_delivery(item)
            for queue in list(self._queues):
                queue.push(item)
        self._listeners.emit(notice["type"], notice)


def _own(error: Exception | None) -> Exception | None:
    """An exception that is raised in several places gathers all their tracebacks."""
    return error.again() if isinstance(error, ClosedError) else error
