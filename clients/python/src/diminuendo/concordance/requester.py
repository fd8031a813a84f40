"""Requests to a cluster."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx

from .._call_safety import repeat_of
from .._requester import Answer, Request
from .attempts import Plan, make_call
from .errors import AnswerLostError, ConcordanceConnectionError, ConcordanceError, error_of_body
from .nodes import Destination, Nodes

CONNECT_TIMEOUT = 1.0
"""Time in which a node must take a connection, in seconds."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class NodeRequester:
    """Makes requests: writes and linearizable reads at the leader, the others at any node."""

    def __init__(self, http: httpx.AsyncClient, nodes: Nodes, api_key: str, timeout: float, *, is_told: bool = False) -> None:
        """`is_told`: writes are made again when their answer was lost, although they may take effect twice."""
        self._http = http
        self._nodes = nodes
        self._api_key = api_key
        self._timeout = timeout
        self._is_told = is_told

    async def request(self, request: Request) -> Answer:
        is_read = request.method == "GET"
        repeat = repeat_of("read" if is_read else "cas", {**request.query, **(request.body or {})})
        plan = Plan(
            request.name,
            goes_to_leader=not is_read or request.query.get("consistency") == "linearizable",
            repeat="told" if repeat == "never" and self._is_told else repeat,
            timeout=self._timeout,
            answer_time=request.query.get("waitMs", 0) / 1000,
        )

        async def attempt(destination: Destination, patience: float) -> Answer:
            # Only what the leader does can be passed on to it.
            forward = {"forward": destination.is_forwarding} if plan.goes_to_leader else {}
            return await self._send(replace(request, query={**request.query, **forward}), destination.address, patience)

        return await make_call(self._nodes, plan, attempt)

    async def read(self, request: Request) -> AsyncIterator[bytes]:
        # What has begun to come cannot be gone on with at another node.
        address = self._nodes.destination(False).address
        url = f"http://{address}{request.target}"
        try:
            async with self._http.stream(
                request.method, url, params=request.query, headers=self._headers(), timeout=self._timeout
            ) as response:
                if response.status_code >= httpx.codes.MULTIPLE_CHOICES:
                    raise _refusal(address, response, await response.aread())
                async for piece in response.aiter_bytes():
                    yield piece
        except httpx.TransportError as error:
            raise ConcordanceConnectionError(f"{address} cannot be reached: {_told(error)}.") from error

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._api_key}"}

    async def _send(self, request: Request, address: str, patience: float) -> Answer:
        content = request.content
        headers = self._headers() if content is None else {**self._headers(), "content-type": "application/json"}
        timeout = httpx.Timeout(max(patience, 0.001), connect=min(CONNECT_TIMEOUT, max(patience, 0.001)))
        url = f"http://{address}{request.target}"
        try:
            response = await self._http.request(
                request.method, url, params=request.query, headers=headers, content=content, timeout=timeout
            )
        except NOT_SENT as error:
            raise ConcordanceConnectionError(f"{address} cannot be reached: {_told(error)}.") from error
        except httpx.TransportError as error:
            raise AnswerLostError(f"The answer of {address} was lost: {_told(error)}.") from error
        if response.status_code >= httpx.codes.MULTIPLE_CHOICES:
            raise _refusal(address, response, response.content)
        return Answer(response.status_code, response.json() if response.content else None, response.headers)


def _refusal(address: str, response: httpx.Response, body: bytes) -> ConcordanceError | ConcordanceConnectionError:
    try:
        error = error_of_body(json.loads(body))
    except ValueError:
        error = None
    # Whatever else answers there did not do it, or cannot say.
    return error or AnswerLostError(f"{address} answered with status {response.status_code}.")


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
