"""Items for one loop."""

import asyncio

import pytest

from diminuendo._event_queue import EventQueue


async def test_what_was_not_read_yet_is_kept_and_then_comes_the_end() -> None:
    queue: EventQueue[int] = EventQueue()
    for item in range(3):
        queue.push(item)
    queue.end(None)
    queue.push(9)
    assert [item async for item in queue] == [0, 1, 2]
    assert [item async for item in queue] == []


async def test_an_error_comes_after_the_items_and_once() -> None:
    queue: EventQueue[int] = EventQueue()
    queue.push(1)
    queue.end(ConnectionError("over"))
    assert await anext(queue) == 1
    with pytest.raises(ConnectionError, match="over"):
        await anext(queue)
    with pytest.raises(StopAsyncIteration):
        await anext(queue)


async def test_a_reader_that_gives_up_leaves_the_item_to_the_next_one() -> None:
    queue: EventQueue[int] = EventQueue()
    first = asyncio.ensure_future(anext(queue))
    second = asyncio.ensure_future(anext(queue))
    await asyncio.sleep(0)
    queue.push(1)
    first.cancel()
    assert await asyncio.wait_for(second, 5) == 1
    assert first.cancelled()


async def test_a_reader_that_is_waiting_when_it_ends_is_told() -> None:
    queue: EventQueue[int] = EventQueue()
    readers = [asyncio.ensure_future(anext(queue)) for _ in range(3)]
    await asyncio.sleep(0)
    queue.end(None)
    for reader in readers:
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(reader, 5)
