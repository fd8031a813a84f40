"""Requests to the gateway."""

import asyncio
import random
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import httpx

from .._reconnect import Backoff, backoff
from .._requester import Answer, Request, ServerSentEvent
from .._token import LEAD, TokenSource, bearer_of, expiry_of, token_of
from ..errors import ConnectionLostError, RequestTimeoutError
from .errors import RestError, body_of, error_of, is_passing
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

    async def request(self, request: Request) -> Answer:
        given = {name: str(value) for name, value in request.headers.items()}
        if request.method in KEYED:
            given.setdefault(IDEMPOTENCY_KEY, str(uuid.uuid4()))
        is_repeatable = request.method in REPEATABLE or IDEMPOTENCY_KEY in given
        request = replace(request, headers=given)
        deadline = time.monotonic() + self._timeout
        attempt = 0
        while True:
            try:
                return await self._attempt(request, deadline)
            except (httpx.LocalProtocolError, httpx.UnsupportedProtocol):
                # It is no request that anybody could answer, now or later.
                raise
            except httpx.TransportError as error:
                was_sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
                if was_sent and not is_repeatable:
                    message = f"The connection was lost before {request.name} was answered. Whether it took effect is not known."
                    raise ConnectionLostError(message) from error
                delay = backoff(attempt, self._limits, random.random())
                if time.monotonic() + delay >= deadline:
                    raise RequestTimeoutError(f"{request.name} was not answered in {self._timeout:g} s.") from error
            except RestError as refusal:
                delay = max(refusal.retry_after or 0.0, backoff(attempt, self._limits, random.random()))
                if not is_passing(refusal) or time.monotonic() + delay >= deadline:
                    raise
            attempt += 1
            await asyncio.sleep(delay)

    async def read(self, request: Request) -> AsyncIterator[bytes]:
        headers = await self.authorized(request.headers)
        try:
            async with self.open(request.method, self._url_of(request), request.query, headers) as response:
                if response.is_error:
                    raise self.refusal_of(response, await response.aread())
                async for piece in response.aiter_bytes():
                    yield piece
        except httpx.TransportError as error:
            raise ConnectionLostError(f"The connection was lost before all of {request.name} was read.") from error

    def events(self, request: Request) -> AsyncIterator[ServerSentEvent]:
        return EventStream(self, request, self._url_of(request), self._limits).events()

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
        return given if self._token is None else {**given, "authorization": bearer_of(self._token)}

    def refusal_of(self, response: httpx.Response, body: bytes) -> RestError:
        """The error of an answer."""
        if response.status_code == httpx.codes.UNAUTHORIZED:
            # The next request asks for another token.
            self._token = None
        return error_of(response, body)

    async def _attempt(self, request: Request, deadline: float) -> Answer:
        sent = await self.authorized(request.headers)
        content = request.content
        if content is not None:
            sent["content-type"] = "application/json"
        left = max(deadline - time.monotonic(), 0.001)
        response = await self._http.request(
            request.method, self._url_of(request), params=request.query, headers=sent, content=content, timeout=left
        )
        if response.is_error:
            raise self.refusal_of(response, response.content)
        return Answer(response.status_code, body_of(response), response.headers)

    def _url_of(self, request: Request) -> str:
        return f"{self._url}{request.target}"


def _expires_soon(token: str) -> bool:
    expires_at = expiry_of(token)
    return expires_at is not None and expires_at - time.time() < LEAD
