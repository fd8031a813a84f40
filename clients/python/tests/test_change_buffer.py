"""The changes that were not taken yet."""

import asyncio
from typing import Any

from diminuendo.concordance.change_buffer import MOST_CHANGES, ChangeBuffer


def change(revision: int) -> Any:
    return {"namespace": "n", "key": "k", "op": "set", "value": 1, "version": 1, "revision": revision}


async def test_the_revision_is_that_of_what_was_taken_and_done_with() -> None:
    buffer = ChangeBuffer(3)
    await buffer.put(change(5), 1)
    await buffer.put(change(5), 1)
    buffer.mark(6)
    buffer.mark(8)
    await buffer.put(change(9), 1)
    seen = [buffer.revision]
    for _ in range(3):
        await buffer.take()
        seen.append(buffer.revision)
    assert seen == [3, 4, 4, 8]


async def test_who_takes_nothing_gets_nothing_more_until_they_do() -> None:
    buffer = ChangeBuffer(0)
    for revision in range(1, MOST_CHANGES + 1):
        await buffer.put(change(revision), 1)
    blocked = asyncio.ensure_future(buffer.put(change(MOST_CHANGES + 1), 1))
    await asyncio.sleep(0)
    assert not blocked.done()
    assert await buffer.take() == change(1)
    await asyncio.wait_for(blocked, 5)


async def test_who_is_blocked_when_it_is_dropped_is_let_go() -> None:
    buffer = ChangeBuffer(0)
    await buffer.put(change(1), 1 << 30)
    blocked = asyncio.ensure_future(buffer.put(change(2), 1))
    await asyncio.sleep(0)
    buffer.drop()
    await asyncio.wait_for(blocked, 5)
    assert await buffer.take() is None
