"""Bearer tokens and their renewal."""

import asyncio
import base64
import binascii
import inspect
import json
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

TokenSource: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A bearer token, or what gets a fresh one."""

LEAD = 30.0
"""How long before its token expires a connection authenticates again, in seconds."""


async def token_of(source: TokenSource | None) -> str | None:
    """A token of a source, None where there is no source."""
    if source is None or isinstance(source, str):
        return source
    token = source()
    return await token if inspect.isawaitable(token) else token


def bearer_of(token: str) -> str:
    """The header by which a token is sent. Raises ValueError, which does not tell the token, when no header can hold it."""
    if not (token.isascii() and token.isprintable()):
        raise ValueError("The token holds characters that a header cannot hold, for instance the end of a line.")
    return f"Bearer {token}"


class TokenRenewal:
    """Keeps an open connection authenticated: gets a fresh token before the last one expires.

    A token that cannot be got anew is not renewed.
    """

    def __init__(self, source: TokenSource | None, authenticate: Callable[[str], Awaitable[object]]) -> None:
        self._source = source
        self._authenticate = authenticate
        self._task: asyncio.Task[None] | None = None

    def start(self, token: str | None) -> None:
        """The connection is open by this token."""
        self.stop()
        if token is not None and callable(self._source):
            self._task = asyncio.ensure_future(self._renew(token))

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None

    async def _renew(self, token: str) -> None:
        while True:
            expires_at = expiry_of(token)
            if expires_at is None:
                return
            left = expires_at - time.time()
            # Where the clock is wrong or the token short-lived, half of what is left is as good a guess as any.
            delay = max(left - LEAD, left / 2)
            if delay <= 0:
                return
            await asyncio.sleep(delay)
            try:
                fresh = await token_of(self._source)
                if fresh is None:
                    return
                await self._authenticate(fresh)
                token = fresh
            except Exception:
                # It is tried again while there is time; past that the gateway closes the connection and says why.
                continue


def expiry_of(token: str) -> float | None:
    """When a JSON Web Token expires, in seconds since 1970; None when it does not say, or is no such token."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        expires_at = claims["exp"]
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error):
        return None
    return float(expires_at) if isinstance(expires_at, int | float) else None
