"""Calls over Concordance's WebSocket."""

import asyncio
from collections.abc import Mapping
from typing import Any

from websockets.http11 import Response

from .._call_safety import repeat_of
from .._generated.concordance.sockets import PROTOCOL_VERSION, STREAM_PATH, SUBPROTOCOL_PREFIX
from .._generated.concordance.stream_methods import METHOD_SAFETY, Method, StreamMethods
from .._rpc_message import call_text, read_rpc_message
from .._web_socket import WebSocket
from .attempts import Plan, make_call
from .errors import AnswerLostError, ConcordanceConnectionError, ConcordanceError, error_of_body, error_of_rpc
from .nodes import Destination, Nodes
from .watch import OPEN_TIMEOUT, PING_INTERVAL, PING_TIMEOUT


class StreamCalls(StreamMethods):
    """The methods of `/stream` as they are. They go where they have to, and are made again as all calls are. Subscriptions are the
    affair of `watch`.
    """

    def __init__(self, nodes: Nodes, api_key: str, timeout: float) -> None:
        self._nodes = nodes
        self._api_key = api_key
        self._timeout = timeout
        self._connections: dict[str, StreamConnection] = {}

    async def call(self, method: Method, params: Mapping[str, Any]) -> Any:
        if method in ("watch/subscribe", "watch/unsubscribe"):
            raise ValueError("Subscriptions are the affair of ConcordanceClient.watch.")
        safety = METHOD_SAFETY[method]
        goes_to_leader = safety != "read" or params.get("consistency") == "linearizable"
        plan = Plan(method, goes_to_leader, repeat_of(safety, params), self._timeout)

        async def attempt(destination: Destination, patience: float) -> Any:
            given = {**params, "forward": destination.is_forwarding} if goes_to_leader else params
            return await self._connection(destination.address).call(method, given, patience)

        return await make_call(self._nodes, plan, attempt)

    def close(self) -> None:
        for connection in list(self._connections.values()):
            connection.close()

    def _connection(self, address: str) -> "StreamConnection":
        connection = self._connections.get(address)
        if connection is None or connection.is_over:
            connection = self._connections[address] = StreamConnection(address, self._api_key)
        return connection


class StreamConnection:
    """One WebSocket to one node. Calls on it do not wait for each other."""

    def __init__(self, address: str, api_key: str) -> None:
        self.is_over = False
        self._address = address
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._last_id = 0
        loop = asyncio.get_running_loop()
        self._opening: asyncio.Future[None] = loop.create_future()
        self._opening.add_done_callback(lambda opening: opening.cancelled() or opening.exception())
        self._socket = WebSocket(
            f"ws://{address}{STREAM_PATH}",
            self,
            subprotocols=[f"{SUBPROTOCOL_PREFIX}{PROTOCOL_VERSION}"],
            headers={"authorization": f"Bearer {api_key}"},
            open_timeout=OPEN_TIMEOUT,
            ping_interval=PING_INTERVAL,
            ping_timeout=PING_TIMEOUT,
        )

    async def call(self, method: str, params: Mapping[str, Any], timeout: float) -> Any:
        """Makes a call. Raises ConcordanceError, AnswerLostError, or ConcordanceConnectionError when it was not sent."""
        await asyncio.shield(self._opening)
        self._last_id += 1
        id = self._last_id
        answer = self._answers[id] = asyncio.get_running_loop().create_future()
        self._socket.send(call_text(id, method, params))
        try:
            return await asyncio.wait_for(answer, timeout)
        except TimeoutError:
            raise AnswerLostError(f"{self._address} did not answer in time.") from None
        finally:
            self._answers.pop(id, None)

    def close(self) -> None:
        self._end(ConcordanceConnectionError("The client is closed."))
        self._socket.close()

    def socket_opened(self) -> None:
        if not self._opening.done():
            self._opening.set_result(None)

    def socket_heard(self, data: str | bytes) -> None:
        message = read_rpc_message(data) or {}
        id = message.get("id")
        answer = self._answers.get(id) if isinstance(id, int) else None
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(error_of_rpc(message["error"]))
        else:
            answer.set_result(message.get("result"))

    def socket_closed(self, code: int, reason: str) -> None:
        self._end(AnswerLostError(f"The connection to {self._address} was lost ({code}{f': {reason}' if reason else ''})."))

    def socket_refused(self, problem: str, response: Response | None) -> None:
        refusal = None if response is None else error_of_body(read_rpc_message(bytes(response.body or b"")))
        self._end(refusal or ConcordanceConnectionError(f"{self._address} cannot be reached: {problem}."))

    def _end(self, error: ConcordanceError | ConcordanceConnectionError) -> None:
        self.is_over = True
        if not self._opening.done():
            self._opening.set_exception(error)
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(error)
