"""The messages that were not answered yet."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._generated.gateway.calls import READS, MessageType
from .._generated.gateway.limits import FRAME_BYTES
from ..errors import ClosedError, ConnectionLostError, DiminuendoError, GatewayError, QueueFullError, RequestTimeoutError
from .pacer import Pacer


@dataclass(eq=False)
class _PendingCall:
    ref: str
    type: MessageType
    text: str
    is_repeatable: bool
    on_reply: Callable[[Any], None] | None
    answer: asyncio.Future[Any]
    timer: asyncio.TimerHandle
    is_sent: bool = False


class PendingCalls:
    """Messages wait for a connection, leave at the pace that the gateway allows, and find their answer by `ref`."""

    def __init__(self, timeout: float, max_queued: int) -> None:
        self._timeout = timeout
        self._max_queued = max_queued
        self._calls: dict[str, _PendingCall] = {}
        """In the order in which they were made."""
        self._waiting: deque[_PendingCall] = deque()
        self._send: Callable[[str], None] | None = None
        self._pacer = Pacer()
        self._pacing: asyncio.TimerHandle | None = None
        self._last_ref = 0

    def add(
        self,
        type: MessageType,
        fields: Mapping[str, Any],
        *,
        is_repeatable: bool | None = None,
        is_urgent: bool = False,
        on_reply: Callable[[Any], None] | None = None,
    ) -> asyncio.Future[Any]:
        """Sends a message as soon as it can be sent. Cancelling what this returns gives the answer up.

        `is_repeatable`: send it again on the next connection when this one is lost before the answer. By default when that
        changes nothing. `is_urgent`: send it before the messages that wait, among which it takes no place. `on_reply` is called with the reply before anything
        that came after it is looked at.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        self._last_ref += 1
        ref = str(self._last_ref)
        text = json.dumps({**fields, "type": type, "ref": ref}, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        problem = self._obstacle(type, text, is_urgent)
        if problem is not None:
            answer.set_exception(problem)
            return answer
        call = _PendingCall(
            ref,
            type,
            text,
            _is_read(type, fields) if is_repeatable is None else is_repeatable,
            on_reply,
            answer,
            loop.call_later(self._timeout, self._expire, ref),
        )
        answer.add_done_callback(lambda _: self._remove(call))
        self._calls[ref] = call
        if is_urgent:
            self._waiting.appendleft(call)
        else:
            self._waiting.append(call)
        self._pump()
        return answer

    def connected(self, send: Callable[[str], None], pacer: Pacer) -> None:
        """There is a connection: what waits is sent. Its messages count from here, for the gateway's rate limit."""
        self._send = send
        self._pacer = pacer
        self._pump()

    def disconnected(self) -> None:
        """The connection is lost. What can be repeated waits for the next one, in its old place; the rest fails."""
        self._send = None
        self._cancel_pacing()
        for call in list(self._calls.values()):
            if call.is_sent and not call.is_repeatable:
                message = f"The connection was lost before {call.type} was answered. Whether it took effect is not known."
                self._fail(call, ConnectionLostError(message))
        self._waiting = deque(self._calls.values())
        for call in self._waiting:
            call.is_sent = False

    def fail(self, error: ClosedError) -> None:
        """Nothing is sent any more: everything fails."""
        for call in list(self._calls.values()):
            self._fail(call, error.again())
        self.disconnected()

    def receive(self, event: Mapping[str, Any]) -> None:
        """Takes an event; if it is an answer, the message that it answers is settled."""
        ref = event.get("ref")
        call = self._calls.get(ref) if isinstance(ref, str) else None
        if call is None:
            return
        self._remove(call)
        if call.answer.done():
            return
        if event.get("type") == "error":
            call.answer.set_exception(GatewayError(event))
            return
        try:
            if call.on_reply is not None:
                call.on_reply(event)
        except Exception as error:
            # A reply that cannot be understood is no reason to wait for ever.
            call.answer.set_exception(error)
            return
        call.answer.set_result(event)

    def _obstacle(self, type: MessageType, text: str, is_urgent: bool) -> DiminuendoError | None:
        # A message that is too large would cost the connection, so it is refused here. A code point is at most four bytes.
        if len(text) * 4 > FRAME_BYTES and len(text.encode()) > FRAME_BYTES:
            message = f"A message may have {FRAME_BYTES} bytes at the most."
            return GatewayError({"code": "MESSAGE_TOO_LARGE", "message": message, "messageType": type})
        if self._send is None and not is_urgent and len(self._waiting) >= self._max_queued:
            return QueueFullError(f"There is no connection, and {self._max_queued} calls wait for one already.")
        return None

    def _pump(self) -> None:
        self._cancel_pacing()
        while self._send is not None and self._waiting:
            wait = self._pacer.admit(time.monotonic())
            if wait > 0:
                self._pacing = asyncio.get_running_loop().call_later(wait, self._pump)
                return
            call = self._waiting.popleft()
            call.is_sent = True
            self._send(call.text)

    def _expire(self, ref: str) -> None:
        call = self._calls.get(ref)
        if call is None:
            return
        if call.is_sent:
            message = f"{call.type} was not answered in {self._timeout:g} s. Whether it took effect is not known."
        else:
            message = f"{call.type} could not be sent in {self._timeout:g} s."
        self._fail(call, RequestTimeoutError(message))

    def _fail(self, call: _PendingCall, error: Exception) -> None:
        self._remove(call)
        if not call.answer.done():
            call.answer.set_exception(error)

    def _remove(self, call: _PendingCall) -> None:
        call.timer.cancel()
        if self._calls.pop(call.ref, None) is not None and not call.is_sent and call in self._waiting:
            self._waiting.remove(call)

    def _cancel_pacing(self) -> None:
        if self._pacing is not None:
            self._pacing.cancel()
            self._pacing = None


def _is_read(type: MessageType, fields: Mapping[str, Any]) -> bool:
    if type not in READS:
        return False
    condition = READS[type]
    return condition is None or fields.get(condition[0]) in condition[1]
