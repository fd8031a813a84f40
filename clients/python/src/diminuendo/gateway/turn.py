"""Turns and their events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from typing import Any, TypeAlias, TypeGuard
from weakref import WeakSet

from .._event_queue import EventQueue
from .._generated.gateway.calls import TurnEvent
from .._generated.gateway.types import Ack, TurnComplete, TurnError, TurnStopped

TurnEnd: TypeAlias = TurnComplete | TurnStopped | TurnError
"""The event that a turn ends with."""


class Turn:
    """A turn that was accepted. Looping over it yields its events from `turn_started` to its end, each once, also when the loop
    begins late or the connection is lost meanwhile.
    """

    def __init__(self, client_turn_id: str) -> None:
        self.client_turn_id = client_turn_id
        """What it can be asked for again with."""
        self._events: list[TurnEvent] = []
        self._loops: WeakSet[EventQueue[TurnEvent]] = WeakSet()
        self._ended: asyncio.Future[TurnEnd] = asyncio.get_running_loop().create_future()
        # Nobody has to wait for a turn's end.
        self._ended.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        self._ack: Ack | None = None
        self._id: str | None = None
        self._is_over = False
        self._error: Exception | None = None
        self._held: list[TurnEvent] | None = None
        """Live events that wait until older ones were read from the log; None when none are being read."""
        self._reading: asyncio.Task[None] | None = None

    @property
    def id(self) -> str:
        return self._id or ""

    @property
    def ack(self) -> Ack:
        """The gateway's answer: whether the turn waits behind others, or was known already."""
        if self._ack is None:
            raise RuntimeError("The turn was not accepted yet.")
        return self._ack

    async def ended(self) -> TurnEnd:
        """Returns the turn's last event, however it ended.

        Raises what says why that cannot be known any more: SessionEndedError, SessionResetError, or what ended the session.
        """
        return await asyncio.shield(self._ended)

    def __aiter__(self) -> AsyncIterator[TurnEvent]:
        loop: EventQueue[TurnEvent] = EventQueue()
        for event in self._events:
            loop.push(event)
        if self._is_over:
            loop.end(self._error)
        else:
            self._loops.add(loop)
        return loop


class FollowedTurn(Turn):
    """Gathers a turn's events."""

    @property
    def is_accepted(self) -> bool:
        return self._ack is not None

    @property
    def has_started(self) -> bool:
        """Whether its first event was seen."""
        return bool(self._events)

    @property
    def is_over(self) -> bool:
        return self._is_over

    def accepted(self, ack: Ack) -> None:
        self._ack = ack
        self._id = ack.get("turnId")

    def take(self, event: TurnEvent) -> None:
        """Takes an event of the session; those of other turns are left alone."""
        turn_id: Any = event.get("turnId")
        if event["type"] == "turn_started" and event.get("clientTurnId") == self.client_turn_id:
            self._id = turn_id
        if self._is_over or turn_id is None or turn_id != self._id:
            return
        if self._held is not None:
            self._held.append(event)
            return
        self._events.append(event)
        for loop in list(self._loops):
            loop.push(event)
        if _is_end(event):
            self._finish(None)
            self._ended.set_result(event)

    def precede(self, past: Awaitable[Sequence[TurnEvent]]) -> None:
        """Holds live events back until `past` has come with those before them."""
        self._held = []
        self._reading = asyncio.ensure_future(self._read(past))

    def fail(self, error: Exception) -> None:
        if self._is_over:
            return
        self._finish(error)
        if not self._ended.done():
            self._ended.set_exception(error)

    async def _read(self, past: Awaitable[Sequence[TurnEvent]]) -> None:
        try:
            events = await past
        except Exception as error:
            self.fail(error)
            return
        held, self._held = self._held or [], None
        for event in [*events, *held]:
            self.take(event)

    def _finish(self, error: Exception | None) -> None:
        self._is_over = True
        self._error = error
        for loop in list(self._loops):
            loop.end(error)
        self._loops.clear()


def _is_end(event: TurnEvent) -> TypeGuard[TurnEnd]:
    return event["type"] in ("turn_complete", "turn_stopped", "turn_error")
