"""A session's events over HTTP."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import httpx

from .._generated.gateway.limits import HEARTBEAT_INTERVAL
from .._reconnect import Backoff, backoff
from .._requester import Request, ServerSentEvent
from .._server_sent_events import EventParser
from ..errors import GatewayError
from .errors import RestError, is_passing

SILENCE_GRACE = 5.0
"""A stream that is silent for the heartbeat interval and this much more is taken for dead, in seconds."""
CONNECT_TIMEOUT = 10.0
LAST_EVENT_ID = "last-event-id"


class StreamOpener(Protocol):
    """What a stream needs of the requester."""

    async def authorized(self, headers: Mapping[str, Any] | None) -> dict[str, str]: ...

    def refusal_of(self, response: httpx.Response, body: bytes) -> RestError: ...

    def open(
        self,
        method: str,
        url: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        timeout: httpx.Timeout | None = None,
    ) -> AbstractAsyncContextManager[httpx.Response]: ...


class EventStream:
    """One stream after the other, each beginning where the one before it was lost. `state_snapshot` comes first in each; when its
    `resume` is `reset` the log is another one, and everything of it follows.
    """

    def __init__(
        self,
        opener: StreamOpener,
        request: Request,
        url: str,
        limits: Backoff,
    ) -> None:
        self._opener = opener
        self._method = request.method
        self._url = url
        self._query = dict(request.query)
        self._headers = {**request.headers, "accept": "text/event-stream"}
        self._limits = limits
        self._last_id: int | None = None
        """`seq` of the last event that came, or of the one before the first that follows."""
        self._failures = 0
        self._asked_pause = 0.0
        self._is_over = False

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        timeout = httpx.Timeout(CONNECT_TIMEOUT, read=HEARTBEAT_INTERVAL / 1000 + SILENCE_GRACE)
        while not self._is_over:
            try:
                headers = await self._opener.authorized(self._headers)
                async with self._opener.open(self._method, self._url, self._query, headers, timeout) as response:
                    if response.is_error:
                        raise self._opener.refusal_of(response, await response.aread())
                    async for event in self._read(response):
                        yield event
            except httpx.TransportError:
                # It goes on from where it was.
                pass
            except RestError as error:
                if not is_passing(error):
                    raise
                self._asked_pause = error.retry_after or 0.0
            if not self._is_over:
                await self._pause()

    async def _read(self, response: httpx.Response) -> AsyncIterator[ServerSentEvent]:
        parser = EventParser()
        async for piece in response.aiter_bytes():
            for kind, text, event_id in parser.feed(piece):
                event = ServerSentEvent(kind, json.loads(text), event_id)
                if self._take(event):
                    yield event

    def _take(self, event: ServerSentEvent) -> bool:
        """Returns whether an event is news."""
        if event.event == "state_snapshot":
            self._go_on_from(event.data["replayFrom"] - 1, event.data["epoch"])
        elif event.event == "session_synced":
            # Only now: a log that cannot be read has a snapshot, too.
            self._failures = 0
        elif event.event == "session_deleted":
            self._is_over = True
        elif event.event == "server_shutdown":
            self._asked_pause = event.data["reconnectAfterMs"] / 1000
        elif event.event == "error":
            error = GatewayError(event.data)
            if not error.retryable:
                raise error
            self._asked_pause = error.retry_after or 0.0
            return False
        elif "seq" in event.data and "ts" in event.data:
            if self._last_id is not None and event.data["seq"] <= self._last_id:
                return False
            self._failures = 0
            self._go_on_from(event.data["seq"], None)
        return True

    def _go_on_from(self, seq: int, epoch: str | None) -> None:
        self._last_id = seq
        self._headers[LAST_EVENT_ID] = str(seq)
        if epoch is not None:
            self._query["epoch"] = epoch

    async def _pause(self) -> None:
        delay = max(self._asked_pause, backoff(self._failures, self._limits, random.random()))
        self._failures += 1
        self._asked_pause = 0.0
        await asyncio.sleep(delay)
