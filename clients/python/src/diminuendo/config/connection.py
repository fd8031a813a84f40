"""One connection for the configuration."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from websockets.http11 import Response

from .._generated.gateway.limits import HEARTBEAT_INTERVAL
from .._link import ConnectionOwner
from .._reconnect import ComeBack, Loss, come_back_after
from .._rpc_message import call_text, read_rpc_message
from .._web_socket import WebSocket
from ..errors import ConnectionLostError
from .errors import ConfigError, error_of

AUTHENTICATION_ID = "authenticate-"
"""What ids of the connection's own calls begin with; those of the client are numbers."""
PROBE_ID = "probe"
"""That of the call that a connection makes to learn whether the gateway is there."""
INTERVAL = HEARTBEAT_INTERVAL / 1000


@dataclass(frozen=True)
class ConfigConnectionOptions:
    url: str
    handshake_timeout: float
    """Time in which the connection must be open, in seconds."""
    silence_grace: float
    """What the gateway may take to answer when it was silent, in seconds."""


class ConfigConnection:
    """One WebSocket for the configuration from its handshake to its end."""

    def __init__(
        self,
        options: ConfigConnectionOptions,
        token: str | None,
        owner: ConnectionOwner,
        received: Callable[[Mapping[str, Any]], None],
        probe: Callable[[], tuple[str, Mapping[str, Any]] | None],
    ) -> None:
        """`probe` tells a call that changes nothing, from whose answer one learns that the gateway is there; None when nobody waits
        for it.
        """
        self._options = options
        self._token = token
        self._owner = owner
        self._received = received
        self._next_probe = probe
        self._authentications: dict[str, asyncio.Future[None]] = {}
        self._last_authentication = 0
        self._beginning: asyncio.Task[None] | None = None
        self._is_open = False
        self._is_over = False
        self._last_heard = 0.0
        self._socket = WebSocket(options.url, self)
        self._timer = asyncio.get_running_loop().call_later(options.handshake_timeout, self._handshake_is_late)
        """Of the handshake, then of the silence."""

    def send(self, text: str) -> None:
        self._socket.send(text)

    async def authenticate(self, token: str) -> None:
        """Says who the client is, at first or by a fresh token. A token that is not taken at the upgrade looks like a gateway that
        cannot be reached; so it is not sent there.

        Raises ConfigError when the token is not taken; ConnectionLostError.
        """
        self._last_authentication += 1
        id = f"{AUTHENTICATION_ID}{self._last_authentication}"
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._authentications[id] = answer
        self.send(call_text(id, "authenticate", {"methodId": "token", "_meta": {"token": token}}))
        await answer

    def close(self) -> None:
        self._is_over = True
        self._timer.cancel()
        self._socket.close()
        for answer in self._authentications.values():
            if not answer.done():
                answer.set_exception(ConnectionLostError("The connection was lost."))
        self._authentications.clear()

    def unanswered(self, sent_at: float) -> None:
        """A call that was sent then was not answered in time."""
        if self._last_heard < sent_at:
            self._lose(ConnectionError("The gateway does not answer any more."), "at-once")

    def socket_opened(self) -> None:
        self._beginning = asyncio.ensure_future(self._begin())

    def socket_heard(self, data: str | bytes) -> None:
        if self._is_over:
            return
        self._last_heard = time.monotonic()
        message = read_rpc_message(data)
        if message is None:
            self._lose(ConnectionError("The gateway sent something that is not JSON."), "soon")
            return
        id = message.get("id")
        authentication = self._authentications.pop(id, None) if isinstance(id, str) else None
        if authentication is None:
            self._received(message)
        elif not authentication.done():
            if "error" in message:
                authentication.set_exception(error_of(message["error"], "authenticate"))
            else:
                authentication.set_result(None)

    def socket_closed(self, code: int, reason: str) -> None:
        if self._is_open:
            message = f"The connection was closed ({code}{f': {reason}' if reason else ''})."
        else:
            message = f"The gateway cannot be reached ({code})."
        self._lose(ConnectionError(message), come_back_after(code))

    def socket_refused(self, problem: str, response: Response | None) -> None:
        self._lose(ConnectionError(f"The gateway cannot be reached: {problem}."), "soon")

    async def _begin(self) -> None:
        if self._token is not None:
            self._owner.authenticating()
            try:
                await self.authenticate(self._token)
            except ConfigError as error:
                self._lose(error, "soon" if error.retryable else "never", error.retry_after or 0.0)
            except ConnectionLostError as error:
                self._lose(error, "soon")
        # Whoever heard of it may have closed it.
        if self._is_over:
            return
        self._is_open = True
        self._last_heard = time.monotonic()
        self._listen()
        self._owner.opened()

    def _listen(self) -> None:
        """Looks after the gateway when it is silent."""
        self._timer.cancel()
        silent = time.monotonic() - self._last_heard
        if silent >= INTERVAL:
            self._probe()
        else:
            self._timer = asyncio.get_running_loop().call_later(INTERVAL - silent, self._listen)

    def _probe(self) -> None:
        self._timer.cancel()
        call = self._next_probe()
        loop = asyncio.get_running_loop()
        if call is None:
            self._timer = loop.call_later(INTERVAL, self._listen)
            return
        self.send(call_text(PROBE_ID, *call))
        self._timer = loop.call_later(self._options.silence_grace, self._probed, time.monotonic())

    def _probed(self, asked_at: float) -> None:
        self.unanswered(asked_at)
        if not self._is_over:
            self._listen()

    def _handshake_is_late(self) -> None:
        self._lose(ConnectionError(f"The gateway did not answer in {self._options.handshake_timeout:g} s."), "soon")

    def _lose(self, error: Exception, come_back: ComeBack, retry_after: float = 0.0) -> None:
        if self._is_over:
            return
        self.close()
        self._owner.lost(Loss(error, come_back, retry_after))
