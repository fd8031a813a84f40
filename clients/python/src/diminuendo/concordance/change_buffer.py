"""The changes that were not taken yet."""

import asyncio
from collections import deque

from .._generated.concordance.types import Change

MOST_CHANGES = 10_000
MOST_BYTES = 32 * 1024 * 1024
"""When so much waits to be taken, no more is asked for."""


class ChangeBuffer:
    """The changes that came and were not taken yet, in order, and up to where those are that were."""

    def __init__(self, revision: int | None) -> None:
        self._items: deque[tuple[Change | None, int]] = deque()
        """A change and its size; or a mark, and the revision up to which everything has come."""
        self._bytes = 0
        self._changes = 0
        self._revision = revision
        self._is_ended = False
        self._error: Exception | None = None
        self._more = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._is_awaited = False

    @property
    def revision(self) -> int | None:
        """Every change up to this revision was taken, and whoever took it has come back for the next one."""
        return self._revision

    async def put(self, change: Change, size: int) -> None:
        """Adds a change, as soon as there is room for it."""
        await self._room.wait()
        if self._is_ended:
            return
        self._items.append((change, size))
        self._bytes += size
        self._changes += 1
        if self._changes >= MOST_CHANGES or self._bytes >= MOST_BYTES:
            self._room.clear()
        self._more.set()

    def mark(self, revision: int) -> None:
        """Everything up to a revision has come."""
        if self._is_ended:
            return
        if self._revision is None or (self._is_awaited and not self._items):
            self._move_to(revision)
            return
        if self._items and self._items[-1][0] is None:
            self._items.pop()
        self._items.append((None, revision))

    def end(self, error: Exception | None) -> None:
        """No more changes come. Those that are here can still be taken; then comes the error, if there is one."""
        if self._is_ended:
            return
        self._is_ended = True
        self._error = error
        self._more.set()
        self._room.set()

    def drop(self) -> None:
        """Like `end`, and what is here is dropped."""
        self._items.clear()
        self.end(None)
        self._error = None

    async def take(self) -> Change | None:
        """The next change; None when no more come."""
        self._is_awaited = True
        try:
            while True:
                while self._items:
                    change, size = self._items.popleft()
                    if change is None:
                        self._move_to(size)
                        continue
                    self._bytes -= size
                    self._changes -= 1
                    self._room.set()
                    # There may be more of its revision: only those below are over.
                    self._move_to(change["revision"] - 1)
                    return change
                if self._is_ended:
                    error, self._error = self._error, None
                    if error is not None:
                        raise error
                    return None
                self._more.clear()
                await self._more.wait()
        finally:
            self._is_awaited = False

    def _move_to(self, revision: int) -> None:
        if self._revision is None or revision > self._revision:
            self._revision = revision
