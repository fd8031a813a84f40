"""The client of the gateway's HTTP interface."""

from types import TracebackType
from typing import Self

import httpx

from .._generated.gateway.operations import GatewayOperations
from .._reconnect import Backoff
from .._token import TokenSource
from .._url import http_url
from .requester import RestRequester


class RestClient(GatewayOperations):
    """A client of the gateway's HTTP interface: a method for each operation, by resource.

    What can safely be asked again is, until `request_timeout` is over: reads, everything with an `Idempotency-Key` (every POST is
    given one), what could not be sent, and what the gateway puts off. Every other request whose answer was lost fails with
    ConnectionLostError.
    """

    def __init__(
        self,
        url: str,
        *,
        token: TokenSource | None = None,
        request_timeout: float = 30.0,
        retry: Backoff | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        """All times are in seconds.

        - url: Of the gateway, for instance `https://gateway.example`.
        - token: For a gateway that asks for one. A function is called again before a token expires.
        - request_timeout: Time in which a request must be answered, all its attempts included.
        - retry: How long to wait between attempts.
        - http: Makes the requests, with proxies and certificates as it pleases. Whoever made it closes it.

        Raises ValueError when `url` is none.
        """
        base = http_url(url)
        client = http or httpx.AsyncClient()
        self._own = client if http is None else None
        super().__init__(RestRequester(client, base, token, request_timeout, retry or Backoff()))

    async def close(self) -> None:
        if self._own is not None:
            await self._own.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()
