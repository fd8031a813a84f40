"""Items for one loop."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")


class EventQueue(AsyncIterator[Item], Generic[Item]):
    """Items for one `async for` loop. What the loop has not read yet is kept, as long as somebody holds the queue."""

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._is_ended = False
        self._error: Exception | None = None
        self._waiting: deque[asyncio.Future[None]] = deque()

    def push(self, item: Item) -> None:
        if self._is_ended:
            return
        self._items.append(item)
        self._wake_one()

    def end(self, error: Exception | None) -> None:
        """No more items come. The loop ends after those that are here, by `error` if there is one."""
        if self._is_ended:
            return
        self._is_ended = True
        self._error = error
        while self._waiting:
            self._wake_one()

    def drop(self) -> None:
        """Ends the loop. What it has not read yet is dropped."""
        self._items.clear()
        self.end(None)
        self._error = None

    async def aclose(self) -> None:
        """The same, as other asynchronous iterators have it."""
        self.drop()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Item:
        while not self._items:
            if self._is_ended:
                error, self._error = self._error, None
                if error is not None:
                    raise error
                raise StopAsyncIteration
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError:
                # Whoever was woken and does not take it leaves it to the next one.
                if waiter in self._waiting:
                    self._waiting.remove(waiter)
                else:
                    self._wake_one()
                raise
        item = self._items.popleft()
        if self._items:
            self._wake_one()
        return item

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    def _wake_one(self) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
