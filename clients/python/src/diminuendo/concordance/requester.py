"""Requests to a cluster."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from .._call_safety import repeat_of
from .._requester import Answer
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

    async def request(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        asked = dict(query or {})
        is_read = method == "GET"
        repeat = repeat_of("read" if is_read else "cas", {**asked, **(body or {})})
        plan = Plan(
            f"{method} {path}",
            goes_to_leader=not is_read or asked.get("consistency") == "linearizable",
            repeat="told" if repeat == "never" and self._is_told else repeat,
            timeout=self._timeout,
            answer_time=asked.get("waitMs", 0) / 1000,
        )
        content = None if body is None else json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        target = _filled(path, path_parameters)

        async def attempt(destination: Destination, patience: float) -> Answer:
            return await self._send(method, destination, target, asked, content, patience, plan.goes_to_leader)

        return await make_call(self._nodes, plan, attempt)

    async def read(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[bytes]:
        # What has begun to come cannot be gone on with at another node.
        address = self._nodes.destination(False).address
        url = f"http://{address}{_filled(path, path_parameters)}"
        try:
            async with self._http.stream(method, url, params=query, headers=self._headers(), timeout=self._timeout) as response:
                if response.status_code >= httpx.codes.MULTIPLE_CHOICES:
                    raise _refusal(address, response, await response.aread())
                async for piece in response.aiter_bytes():
                    yield piece
        except httpx.TransportError as error:
            raise ConcordanceConnectionError(f"{address} cannot be reached: {_told(error)}.") from error

    async def pages(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[Any]:
        asked = dict(query or {})
        while True:
            answer = await self.request(method, path, path_parameters=path_parameters, query=asked)
            for item in answer.body["items"]:
                yield item
            cursor = answer.body["nextCursor"]
            if cursor is None:
                return
            asked["cursor"] = cursor

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._api_key}"}

    async def _send(
        self,
        method: str,
        destination: Destination,
        target: str,
        query: Mapping[str, Any],
        content: bytes | None,
        patience: float,
        goes_to_leader: bool,
    ) -> Answer:
        address = destination.address
        given = {**query, "forward": destination.is_forwarding} if goes_to_leader else query
        headers = self._headers() if content is None else {**self._headers(), "content-type": "application/json"}
        timeout = httpx.Timeout(max(patience, 0.001), connect=min(CONNECT_TIMEOUT, max(patience, 0.001)))
        try:
            response = await self._http.request(
                method, f"http://{address}{target}", params=given, headers=headers, content=content, timeout=timeout
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


def _filled(path: str, parameters: Mapping[str, Any] | None) -> str:
    return path.format_map({name: quote(str(value), safe="") for name, value in (parameters or {}).items()})


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
