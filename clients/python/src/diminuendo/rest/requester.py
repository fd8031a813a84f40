"""Requests to the gateway."""

import asyncio
import json
import random
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import quote

import httpx

from .._reconnect import Backoff, backoff
from .._requester import Answer, ServerSentEvent
from .._token import LEAD, TokenSource, expiry_of, token_of
from ..errors import ConnectionLostError, RequestTimeoutError
from .errors import RestError, error_of, is_passing
from .event_stream import EventStream

IDEMPOTENCY_KEY = "idempotency-key"
REPEATABLE = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""
KEYED = frozenset({"POST"})
"""Methods that take an `Idempotency-Key`, by which they take effect once however often they are sent."""


class RestRequester:
    """Makes requests, again where that is safe: those that could not be sent, those that change nothing, those with an
    `Idempotency-Key` (every POST gets one), and those that the gateway puts off.
    """

    def __init__(self, http: httpx.AsyncClient, url: str, token: TokenSource | None, timeout: float, limits: Backoff) -> None:
        self._http = http
        self._url = url
        self._source = token
        self._token: str | None = None
        self._timeout = timeout
        self._limits = limits

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
        given = {name: str(value) for name, value in (headers or {}).items()}
        if method in KEYED:
            given.setdefault(IDEMPOTENCY_KEY, str(uuid.uuid4()))
        is_repeatable = method in REPEATABLE or IDEMPOTENCY_KEY in given
        url = self._url_of(path, path_parameters)
        deadline = time.monotonic() + self._timeout
        attempt = 0
        while True:
            try:
                return await self._attempt(method, url, query, given, body, deadline)
            except httpx.TransportError as error:
                was_sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
                if was_sent and not is_repeatable:
                    message = f"The connection was lost before {method} {path} was answered. Whether it took effect is not known."
                    raise ConnectionLostError(message) from error
                delay = backoff(attempt, self._limits, random.random())
                if time.monotonic() + delay >= deadline:
                    raise RequestTimeoutError(f"{method} {path} was not answered in {self._timeout:g} s.") from error
            except RestError as refusal:
                delay = max(refusal.retry_after or 0.0, backoff(attempt, self._limits, random.random()))
                if not is_passing(refusal) or time.monotonic() + delay >= deadline:
                    raise
            attempt += 1
            await asyncio.sleep(delay)

    async def read(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[bytes]:
        async with self.open(method, self._url_of(path, path_parameters), query, await self.authorized(headers)) as response:
            if response.is_error:
                raise error_of(response, await response.aread())
            async for piece in response.aiter_bytes():
                yield piece

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
            answer = await self.request(method, path, path_parameters=path_parameters, query=asked, headers=headers)
            for item in answer.body["items"]:
                yield item
            cursor = answer.body["nextCursor"]
            if cursor is None:
                return
            asked["cursor"] = cursor

    def events(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[ServerSentEvent]:
        return EventStream(self, method, self._url_of(path, path_parameters), query or {}, headers or {}, self._limits).events()

    def open(
        self,
        method: str,
        url: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        timeout: httpx.Timeout | None = None,
    ) -> AbstractAsyncContextManager[httpx.Response]:
        """Begins a request whose answer is read bit by bit."""
        return self._http.stream(method, url, params=query, headers=headers, timeout=timeout or self._timeout)

    async def authorized(self, headers: Mapping[str, Any] | None) -> dict[str, str]:
        """The headers of a request, with the token if there is one."""
        if self._token is None or _expires_soon(self._token):
            self._token = await token_of(self._source)
        given = {name: str(value) for name, value in (headers or {}).items()}
        return given if self._token is None else {**given, "authorization": f"Bearer {self._token}"}

    async def _attempt(
        self,
        method: str,
        url: str,
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        body: Mapping[str, Any] | None,
        deadline: float,
    ) -> Answer:
        sent = await self.authorized(headers)
        content = None
        if body is not None:
            sent["content-type"] = "application/json"
            content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        left = max(deadline - time.monotonic(), 0.001)
        response = await self._http.request(method, url, params=query, headers=sent, content=content, timeout=left)
        if response.is_error:
            if response.status_code == httpx.codes.UNAUTHORIZED:
                # The next request asks for another token.
                self._token = None
            raise error_of(response, response.content)
        return Answer(response.status_code, response.json() if response.content else None, response.headers)

    def _url_of(self, path: str, parameters: Mapping[str, Any] | None) -> str:
        filled = path.format_map({name: quote(str(value), safe="") for name, value in (parameters or {}).items()})
        return f"{self._url}{filled}"


def _expires_soon(token: str) -> bool:
    expires_at = expiry_of(token)
    return expires_at is not None and expires_at - time.time() < LEAD
