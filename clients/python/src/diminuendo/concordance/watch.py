"""Watches."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeAlias

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from .._generated.concordance.sockets import PROTOCOL_VERSION, STREAM_PATH, SUBPROTOCOL_PREFIX
from .._generated.concordance.stream_methods import WATCH_CHANGE, WATCH_PROGRESS
from .._generated.concordance.types import Change
from .._resume_cursor import ResumeCursor
from .._rpc_message import call_text, read_rpc_message
from .attempts import pause
from .change_buffer import ChangeBuffer
from .errors import CompactedError, ConcordanceConnectionError, ConcordanceError, error_of_body, error_of_rpc
from .nodes import Nodes

OnChange: TypeAlias = Callable[[Change], Awaitable[None] | None]
"""Takes a change. The next one comes when what it returns is done."""

OPEN_TIMEOUT = 1.0
"""Time in which a connection must be open, in seconds."""
PING_INTERVAL = 3.0
PING_TIMEOUT = 2.0
"""A node is asked so often whether it is there, and must answer in so much time, in seconds."""
BEHIND = 0.1
"""A node that has not come as far as the cursor is asked again after so long, and others before it, in seconds."""
SUBPROTOCOL = Subprotocol(f"{SUBPROTOCOL_PREFIX}{PROTOCOL_VERSION}")
CHANGE_FIELDS = ("namespace", "key", "op", "value", "version", "revision", "updatedBy", "updatedAt")


@dataclass(frozen=True)
class WatchOptions:
    nodes: Nodes
    api_key: str
    timeout: float
    """Time in which a node must answer, and a node that is behind must have caught up, in seconds."""
    forget: Callable[["Watch"], None]
    """Called when nothing is left of a watch."""


class Watch:
    """The changes of a namespace and of those below it, one after the other. A loop over it ends when it is closed; it raises a
    CompactedError when changes were missed that are not kept any more, and a ConcordanceError when the cluster refuses it.

    Use it in `async with`, or `close` it when it is not wanted any more.
    """

    def __init__(self, options: WatchOptions, namespace: str, since: int | None, on_change: OnChange | None) -> None:
        self.namespace = namespace
        self._options = options
        self._cursor = ResumeCursor(since)
        self._buffer = ChangeBuffer(since)
        self._failures = 0
        self._ahead_since: float | None = None
        """Since when nodes say that they have not come as far as the cursor."""
        self._opening: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ending: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.ensure_future(self._live())
        self._task.add_done_callback(lambda _: options.forget(self))
        self._telling = None if on_change is None else asyncio.ensure_future(self._tell(on_change))
        # Who does not wait for these hears of it by the loop.
        for future in (self._opening, self._ending, self._telling):
            if future is not None:
                future.add_done_callback(lambda done: done.cancelled() or done.exception())

    @property
    def revision(self) -> int | None:
        """What to give as `since` to go on from here, in another process, too: every change up to it was taken and is done with, as
        the next one was asked for. Others of the change at hand may have its revision, so that it is not among them yet. None until
        it has begun, when it began without `since`.
        """
        return self._buffer.revision

    async def opened(self) -> None:
        """Returns when it has begun: from then on no change is missed. Raises when it ends before."""
        await asyncio.shield(self._opening)

    async def ended(self) -> None:
        """Returns when it was closed; raises what it ended by, which with `on_change` may be what that raised."""
        await asyncio.shield(self._ending if self._telling is None else self._telling)

    def close(self) -> None:
        """Ends it. What was not taken yet is dropped."""
        self._buffer.drop()
        self._finish(None)

    async def gone(self) -> None:
        """For the client: returns when nothing is left of it."""
        await asyncio.wait([self._task])

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Change:
        change = await self._buffer.take()
        if change is None:
            raise StopAsyncIteration
        return change

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    async def _tell(self, on_change: OnChange) -> None:
        try:
            async for change in self:
                outcome = on_change(change)
                if outcome is not None:
                    await outcome
        finally:
            self.close()

    async def _live(self) -> None:
        """One subscription after the other, each beginning where the one before it was lost."""
        nodes = self._options.nodes
        while True:
            address = nodes.destination(False).address
            delay: float | None = None
            try:
                await self._follow(address)
            except CompactedError as error:
                if not self._is_only_behind(error):
                    self._finish(error)
                    return
                nodes.failed(address, error, BEHIND * 2)
                delay = BEHIND
            except ConcordanceError as error:
                nodes.heed(address, error)
                if not error.retryable:
                    self._finish(error)
                    return
            except (OSError, TimeoutError, EOFError, WebSocketException) as error:
                nodes.failed(address, ConcordanceConnectionError(f"The connection to {address} was lost: {error}"))
            except Exception as error:
                # It would be the same at every node: nobody waits for changes in vain.
                self._finish(error)
                return
            await asyncio.sleep(pause(self._failures, random.random()) if delay is None else delay)
            self._failures += 1

    async def _follow(self, address: str) -> None:
        """Takes what a node sends, until the connection is lost."""
        since = self._cursor.since
        params = {"namespace": self.namespace, **({} if since is None else {"sinceRevision": since})}
        try:
            connection = await connect(
                f"ws://{address}{STREAM_PATH}",
                subprotocols=[SUBPROTOCOL],
                additional_headers={"authorization": f"Bearer {self._options.api_key}"},
                compression=None,
                max_size=None,
                open_timeout=OPEN_TIMEOUT,
                close_timeout=OPEN_TIMEOUT,
                ping_interval=PING_INTERVAL,
                ping_timeout=PING_TIMEOUT,
            )
        except InvalidStatus as refused:
            error = error_of_body(read_rpc_message(bytes(refused.response.body or b"")))
            raise error or refused from refused
        try:
            await connection.send(call_text(1, "watch/subscribe", params))
            async with asyncio.timeout(self._options.timeout):
                self._begun(await _answer(connection))
            async for data in connection:
                await self._hear(data)
        finally:
            with suppress(OSError, WebSocketException):
                await connection.close()

    def _begun(self, answer: Mapping[str, Any]) -> None:
        error = answer.get("error")
        if error is not None:
            refusal = error_of_rpc(error)
            if refusal.code == "COMPACTED":
                raise CompactedError(refusal.message, refusal.data.get("compactedTo", 0))
            raise refusal
        revision: int = answer["result"]["revision"]
        self._failures = 0
        self._ahead_since = None
        is_first = self._cursor.since is None
        self._cursor.begun(revision)
        self._cursor.restarted()
        if is_first:
            self._buffer.mark(revision)
        if not self._opening.done():
            self._opening.set_result(None)

    async def _hear(self, data: str | bytes) -> None:
        message = read_rpc_message(data)
        if message is None:
            raise ConnectionError("The node sent something that is no answer.")
        params = message.get("params", {})
        if message.get("method") == WATCH_CHANGE:
            if self._cursor.take(params["revision"]):
                change: Any = {name: params[name] for name in CHANGE_FIELDS if name in params}
                await self._buffer.put(change, len(data))
        elif message.get("method") == WATCH_PROGRESS:
            self._cursor.reached(params["revision"])
            self._buffer.mark(params["revision"])

    def _is_only_behind(self, error: CompactedError) -> bool:
        """Whether changes are not missed, but the node has not come to the cursor yet: it says the same of both."""
        now = time.monotonic()
        self._ahead_since = self._ahead_since or now
        return error.compacted_to <= (self._cursor.since or 0) and now - self._ahead_since <= self._options.timeout

    def _finish(self, error: Exception | None) -> None:
        if self._ending.done():
            return
        self._buffer.end(error)
        if not self._opening.done():
            self._opening.set_exception(error or ConcordanceConnectionError("The watch was closed."))
        if error is None:
            self._ending.set_result(None)
        else:
            self._ending.set_exception(error)
        self._task.cancel()


async def _answer(connection: ClientConnection) -> Mapping[str, Any]:
    """The answer to the only call of a connection."""
    async for data in connection:
        message = read_rpc_message(data)
        if message is not None and ("result" in message or "error" in message):
            return message
    raise ConnectionError("The connection was closed before the answer came.")
