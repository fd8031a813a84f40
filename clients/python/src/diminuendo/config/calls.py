"""The calls that were not answered yet."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .._call_safety import Repeat, repeat_of
from .._generated.gateway.config_methods import METHOD_SAFETY, Method
from .._generated.gateway.limits import ACP_FRAME_BYTES
from .._rpc_message import call_text
from ..errors import ClosedError, ConnectionLostError, QueueFullError, RequestTimeoutError
from .errors import ConfigError, ConfigOutcomeUnknownError, error_of


class CallSender(Protocol):
    """What a connection does for calls."""

    def send(self, text: str) -> None: ...

    def unanswered(self, sent_at: float) -> None:
        """A call that was sent then, by `time.monotonic`, was not answered in time."""
        ...


@dataclass(eq=False)
class _PendingCall:
    id: int
    method: Method
    text: str
    repeat: Repeat
    is_bound: bool
    """It is of use on the connection that it was made for only."""
    answer: asyncio.Future[Any]
    timer: asyncio.TimerHandle
    sent_at: float | None = None
    """When it was handed to the connection that there is; None while it waits."""
    is_uncertain: bool = False
    """An earlier attempt may have taken effect."""

    @property
    def may_have_effect(self) -> bool:
        return self.repeat != "always" and (self.is_uncertain or self.sent_at is not None)


class ConfigCalls:
    """Calls wait for a connection, and find their answer by `id`."""

    def __init__(self, timeout: float, max_queued: int) -> None:
        self._timeout = timeout
        self._max_queued = max_queued
        self._calls: dict[int, _PendingCall] = {}
        """In the order in which they were made."""
        self._sender: CallSender | None = None
        self._last_id = 0

    def add(self, method: Method, params: Mapping[str, Any], *, is_bound: bool = False) -> asyncio.Future[Any]:
        """Makes a call as soon as it can be made. When it `is_bound` it fails with the connection, and is not made on the next one.
        Cancelling what this returns gives the answer up.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        self._last_id += 1
        id = self._last_id
        text = call_text(id, method, params)
        # A call that is too large would cost the connection, so it is refused here. A code point is at most four bytes.
        if len(text) * 4 > ACP_FRAME_BYTES and len(text.encode()) > ACP_FRAME_BYTES:
            message = f"A call may have {ACP_FRAME_BYTES} bytes at the most."
            answer.set_exception(ConfigError(message, {"code": "MESSAGE_TOO_LARGE"}, method))
            return answer
        if self._sender is None and len(self._calls) >= self._max_queued:
            answer.set_exception(QueueFullError(f"There is no connection, and {self._max_queued} calls wait for one already."))
            return answer
        timer = loop.call_later(self._timeout, self._expire, id)
        call = _PendingCall(id, method, text, repeat_of(METHOD_SAFETY[method], params), is_bound, answer, timer)
        answer.add_done_callback(lambda _: self._remove(call))
        self._calls[id] = call
        if self._sender is not None:
            self._send(self._sender, call)
        return answer

    def connected(self, sender: CallSender) -> None:
        """There is a connection: what waits is sent."""
        self._sender = sender
        for call in list(self._calls.values()):
            self._send(sender, call)

    def disconnected(self) -> None:
        """The connection is lost. What may be made again waits for the next one, in its old place; the rest fails."""
        self._sender = None
        for call in list(self._calls.values()):
            was_sent = call.sent_at is not None
            call.sent_at = None
            if call.is_bound:
                self._fail(call, ConnectionLostError("The connection was lost."))
            elif was_sent and call.repeat == "never":
                self._fail(call, ConfigOutcomeUnknownError(call.method, ConnectionLostError("The connection was lost.")))
            elif was_sent:
                call.is_uncertain = call.repeat == "once"

    def fail(self, error: ClosedError) -> None:
        """Nothing is sent any more: everything fails."""
        self._sender = None
        for call in list(self._calls.values()):
            own = error.again()
            self._fail(call, ConfigOutcomeUnknownError(call.method, own) if call.may_have_effect else own)

    def receive(self, message: Mapping[str, Any]) -> None:
        """Takes an answer. One to a call that is not known is left alone."""
        id = message.get("id")
        call = self._calls.get(id) if isinstance(id, int) else None
        if call is None:
            return
        error = message.get("error")
        if error is None:
            self._remove(call)
            if not call.answer.done():
                call.answer.set_result(message.get("result"))
            return
        refusal = error_of(error, call.method)
        in_doubt = (error.get("data") or {}).get("outcomeUnknown") is True and call.repeat != "always"
        unknown = call.is_uncertain or in_doubt
        self._fail(call, ConfigOutcomeUnknownError(call.method, refusal) if unknown else refusal)

    def _send(self, sender: CallSender, call: _PendingCall) -> None:
        call.sent_at = time.monotonic()
        sender.send(call.text)

    def _expire(self, id: int) -> None:
        call = self._calls.get(id)
        if call is None:
            return
        sent_at = call.sent_at
        how = "could not be sent" if sent_at is None else "was not answered"
        error = RequestTimeoutError(f"{call.method} {how} in {self._timeout:g} s.")
        self._fail(call, ConfigOutcomeUnknownError(call.method, error) if call.may_have_effect else error)
        if sent_at is not None and self._sender is not None:
            self._sender.unanswered(sent_at)

    def _fail(self, call: _PendingCall, error: Exception) -> None:
        self._remove(call)
        if not call.answer.done():
            call.answer.set_exception(error)

    def _remove(self, call: _PendingCall) -> None:
        call.timer.cancel()
        self._calls.pop(call.id, None)
