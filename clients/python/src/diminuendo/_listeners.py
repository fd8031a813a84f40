"""Who wants to hear of what."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

Listener: TypeAlias = Callable[[Any], Awaitable[None] | None]
"""Called with something that happened. What it returns is awaited beside everything else."""


class Listeners:
    """Listeners by the name of what they want to hear."""

    def __init__(self) -> None:
        self._by_type: dict[str, list[Listener]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def on(self, type: str, listener: Listener) -> Callable[[], None]:
        """Adds a listener. Returns a function that ends it."""
        listeners = self._by_type.setdefault(type, [])
        listeners.append(listener)

        def end() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return end

    def emit(self, type: str, event: Any) -> None:
        """Tells everyone. A listener that raises keeps nothing from the others; the event loop is told."""
        for listener in list(self._by_type.get(type, ())):
            try:
                outcome = listener(event)
            except Exception as error:
                _report(error)
                continue
            if outcome is not None:
                task = asyncio.ensure_future(_finish(outcome))
                self._running.add(task)
                task.add_done_callback(self._running.discard)


async def _finish(outcome: Awaitable[None]) -> None:
    try:
        await outcome
    except Exception as error:
        _report(error)


def _report(error: Exception) -> None:
    asyncio.get_running_loop().call_exception_handler({"message": "A listener failed.", "exception": error})
