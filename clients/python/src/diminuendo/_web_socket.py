"""A WebSocket whose messages are sent without waiting."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.http11 import Response
from websockets.typing import Subprotocol

ABNORMAL = 1006
"""The close code of a connection that was lost without one."""
GOODBYE = 1.0
"""How long the other side may take to say goodbye, in seconds."""


class SocketOwner(Protocol):
    """Who hears what comes by a WebSocket."""

    def socket_opened(self) -> None: ...

    def socket_heard(self, data: str | bytes) -> None: ...

    def socket_closed(self, code: int, reason: str) -> None:
        """It is over. Nothing is heard of it after this."""
        ...

    def socket_refused(self, problem: str, response: Response | None) -> None:
        """It could not be opened: the upgrade was answered with something else, or not at all."""
        ...


class WebSocket:
    """One WebSocket from its opening to its end. It begins to open at once; nothing is heard of it before that returns."""

    def __init__(
        self,
        url: str,
        owner: SocketOwner,
        *,
        subprotocols: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        open_timeout: float | None = None,
        ping_interval: float | None = None,
        ping_timeout: float | None = None,
        max_queue: int = 16,
    ) -> None:
        self._owner = owner
        self._connection: ClientConnection | None = None
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._is_over = False
        self._connecting = connect(
            url,
            subprotocols=[Subprotocol(name) for name in subprotocols] or None,
            additional_headers=headers,
            compression=None,
            max_size=None,
            open_timeout=open_timeout,
            close_timeout=GOODBYE,
            ping_interval=ping_interval,
            ping_timeout=ping_timeout,
            max_queue=max_queue,
        )
        self._task = asyncio.ensure_future(self._live())

    def send(self, text: str) -> None:
        """Sends a message after those that were sent before."""
        self._outgoing.put_nowait(text)

    def close(self) -> None:
        """Ends it. Its owner hears no more."""
        if not self._is_over:
            self._is_over = True
            self._task.cancel()
            _ENDING.add(self._task)
            self._task.add_done_callback(_ENDING.discard)

    async def _live(self) -> None:
        try:
            connection = await self._connecting
        except InvalidStatus as error:
            self._refused(f"it answered with status {error.response.status_code}", error.response)
            return
        except Exception as error:
            # Whatever it is, for instance a proxy of the environment that cannot be used: nobody waits for a connection in vain.
            self._refused(str(error) or type(error).__name__, None)
            return
        self._connection = connection
        writer = asyncio.ensure_future(self._write(connection))
        try:
            self._owner.socket_opened()
            async for data in connection:
                self._owner.socket_heard(data)
        except ConnectionClosed:
            # The code of the close says what there is to say.
            pass
        except Exception as error:
            # What came could not be taken. Another connection may bring something else.
            message = "What a server sent could not be taken."
            asyncio.get_running_loop().call_exception_handler({"message": message, "exception": error})
        finally:
            writer.cancel()
            await _close(connection)
        if not self._is_over:
            self._is_over = True
            self._owner.socket_closed(connection.close_code or ABNORMAL, connection.close_reason or "")

    async def _write(self, connection: ClientConnection) -> None:
        try:
            while True:
                await connection.send(await self._outgoing.get())
        except ConnectionClosed:
            # Whoever reads is told.
            return

    def _refused(self, problem: str, response: Response | None) -> None:
        if not self._is_over:
            self._is_over = True
            self._owner.socket_refused(problem, response)


_ENDING: set[asyncio.Task[None]] = set()
"""WebSockets that were closed, and wait for the other side to say goodbye."""


async def _close(connection: ClientConnection) -> None:
    try:
        await connection.close()
    except (OSError, WebSocketException):
        # It is over in any case.
        return


async def farewells() -> None:
    """Waits until the connections that were closed are gone."""
    loop = asyncio.get_running_loop()
    ending = [task for task in _ENDING if task.get_loop() is loop]
    if ending:
        await asyncio.wait(ending)
