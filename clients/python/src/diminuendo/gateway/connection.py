"""One connection to the gateway."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from websockets.http11 import Response

from .._generated.gateway.error_codes import ERROR_CODES
from .._generated.gateway.sockets import PROTOCOL_VERSION, SUBPROTOCOL_PREFIX
from .._link import ConnectionOwner
from .._reconnect import ComeBack, Loss, come_back_after
from .._web_socket import WebSocket
from ..errors import GatewayError, VersionMismatchError
from .pacer import Pacer

HANDSHAKE_REF = "authenticate"
"""`ref` of the message that the handshake sends; those of the client are numbers."""


@dataclass(frozen=True)
class ConnectionOptions:
    url: str
    handshake_timeout: float
    """Time in which the connection must be open, in seconds."""
    silence_grace: float
    """A connection is taken for dead when it was silent for the gateway's heartbeat interval and this much more, in seconds."""


class Connection:
    """One WebSocket from its handshake to its end."""

    def __init__(
        self,
        options: ConnectionOptions,
        token: str | None,
        owner: ConnectionOwner,
        received: Callable[[Mapping[str, Any]], None],
    ) -> None:
        self.pacer = Pacer()
        """Counts what was sent by this connection."""
        self._options = options
        self._token = token
        self._owner = owner
        self._received = received
        self._is_open = False
        self._is_over = False
        self._silence: float | None = None
        self._last_heard = 0.0
        self._complaint: GatewayError | None = None
        """The gateway's word on why it closes the connection, which comes before the close frame."""
        self._shutdown_delay = 0.0
        self._socket = WebSocket(options.url, self, subprotocols=[f"{SUBPROTOCOL_PREFIX}{PROTOCOL_VERSION}"])
        self._timer = asyncio.get_running_loop().call_later(options.handshake_timeout, self._handshake_is_late)
        """Of the handshake, then of the silence."""

    def send(self, text: str) -> None:
        self._socket.send(text)

    def close(self) -> None:
        self._is_over = True
        self._timer.cancel()
        self._socket.close()

    def socket_opened(self) -> None:
        """The gateway speaks first."""

    def socket_heard(self, data: str | bytes) -> None:
        if self._is_over:
            return
        self._last_heard = time.monotonic()
        event = _parse(data)
        if event is None:
            self._lose(ConnectionError("The gateway sent something that is not JSON."), "soon")
            return
        self._take(event)
        # The event may have ended the connection, or made its owner end it.
        if not self._is_over:
            self._received(event)
        if event.get("type") == "authenticated" and not self._is_open and not self._is_over:
            self._opened()

    def socket_closed(self, code: int, reason: str) -> None:
        come_back = come_back_after(code)
        meant = None if come_back == "soon" else self._complaint
        if self._is_open:
            message = f"The connection was closed ({code}{f': {reason}' if reason else ''})."
        else:
            message = f"The gateway cannot be reached ({code})."
        self._lose(meant or ConnectionError(message), come_back, self._shutdown_delay)

    def socket_refused(self, problem: str, response: Response | None) -> None:
        error = _refusal(response)
        if error is None:
            self._lose(ConnectionError(f"The gateway cannot be reached: {problem}."), "soon")
        else:
            facts = ERROR_CODES.get(error.code)
            self._lose(error, "never" if facts is not None and not facts.retryable else "soon", error.retry_after or 0.0)

    def _take(self, event: Mapping[str, Any]) -> None:
        kind = event.get("type")
        if kind == "welcome":
            if event.get("protocolVersion") != PROTOCOL_VERSION:
                self._mismatch(event.get("supportedVersions") or [])
            elif event.get("requiresAuth"):
                self._authenticate()
        elif kind == "connected":
            self._silence = event["heartbeatIntervalMs"] / 1000 + self._options.silence_grace
        elif kind == "error":
            if not self._is_open:
                self._refused(GatewayError(event))
            elif event.get("ref") is None:
                self._complaint = GatewayError(event)
        elif kind == "server_shutdown":
            self._shutdown_delay = event["reconnectAfterMs"] / 1000

    def _authenticate(self) -> None:
        if self._token is None:
            message = "The gateway asks for a token. Give the client one."
            self._lose(GatewayError({"code": "UNAUTHENTICATED", "message": message}), "never")
            return
        self._owner.authenticating()
        # Whoever heard of it may have closed it.
        if self._is_over:
            return
        self.pacer.admit(time.monotonic())
        self.send(json.dumps({"type": "authenticate", "ref": HANDSHAKE_REF, "token": self._token}))

    def _opened(self) -> None:
        self._is_open = True
        self._timer.cancel()
        if self._silence is not None:
            self._listen(self._silence)
        self._owner.opened()

    def _refused(self, error: GatewayError) -> None:
        self._lose(error, "soon" if error.retryable else "never", error.retry_after or 0.0)

    def _mismatch(self, supported_versions: list[int]) -> None:
        spoken = ", ".join(map(str, supported_versions))
        message = f"The gateway speaks version {spoken} of the protocol, this client version {PROTOCOL_VERSION}."
        self._lose(VersionMismatchError(message, supported_versions), "never")

    def _handshake_is_late(self) -> None:
        self._lose(ConnectionError(f"The gateway did not answer in {self._options.handshake_timeout:g} s."), "soon")

    def _listen(self, silence: float) -> None:
        silent = time.monotonic() - self._last_heard
        if silent < silence:
            self._timer = asyncio.get_running_loop().call_later(silence - silent, self._listen, silence)
        else:
            self._lose(ConnectionError(f"Nothing was heard of the gateway for {silence:g} s."), "at-once")

    def _lose(self, error: Exception, come_back: ComeBack, retry_after: float = 0.0) -> None:
        if self._is_over:
            return
        self.close()
        self._owner.lost(Loss(error, come_back, retry_after))


def _parse(data: str | bytes) -> Mapping[str, Any] | None:
    try:
        event = json.loads(data) if isinstance(data, str) else None
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


def _refusal(response: Response | None) -> GatewayError | None:
    """What the gateway said when it refused the upgrade; None when it was something else that answered."""
    if response is None:
        return None
    try:
        problem = json.loads(response.body or b"")
    except ValueError:
        return None
    if not isinstance(problem, dict) or problem.get("code") not in ERROR_CODES:
        return None
    return GatewayError({**problem, "message": problem.get("detail", "")})
