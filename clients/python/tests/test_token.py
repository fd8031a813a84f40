"""Tokens and their renewal."""

import asyncio
import base64
import json
import time

import pytest

from diminuendo import ConcordanceClient, RestClient
from diminuendo._token import TokenRenewal, expiry_of, token_of


def token(claims: object) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{payload}.x"


@pytest.mark.parametrize("given", ["", "a", "a.b", "a.b.c", "....", token([]), token({}), token({"exp": "soon"}), token(None)])
def test_what_does_not_say_when_it_expires_does_not(given: str) -> None:
    assert expiry_of(given) is None


def test_a_token_says_when_it_expires() -> None:
    assert expiry_of(token({"exp": 12, "sub": "ü?>"})) == 12.0


@pytest.mark.parametrize("unfit", ["secret\n", "sec\r\nret", "secr\u00e9t", "\x00secret"])
async def test_a_token_that_no_header_can_hold_is_not_tried_again_nor_told(unfit: str) -> None:
    async with asyncio.timeout(5), RestClient("http://127.0.0.1:1", token=unfit) as rest:
        with pytest.raises(ValueError, match="a header cannot hold") as refused:
            await rest.sessions.list()
        with pytest.raises(ValueError, match="a header cannot hold"):
            await anext(rest.sessions.events_stream(session_id="s"))
    with pytest.raises(ValueError, match="a header cannot hold"):
        ConcordanceClient(["127.0.0.1:1"], unfit)
    assert "sec" not in str(refused.value) and refused.value.__context__ is None


async def test_a_source_may_be_a_text_a_function_or_a_coroutine_function() -> None:
    async def later() -> str:
        return "c"

    assert [await token_of(source) for source in (None, "a", lambda: "b", later)] == [None, "a", "b", "c"]


async def test_a_token_is_renewed_before_it_expires_and_again_when_that_fails() -> None:
    used: list[str] = []
    done = asyncio.Event()

    async def authenticate(fresh: str) -> None:
        used.append(fresh)
        if len(used) == 1:
            raise ConnectionError
        done.set()

    expires_at = time.time() + 0.6
    renewal = TokenRenewal(lambda: token({"exp": time.time() + 3600}), authenticate)
    renewal.start(token({"exp": expires_at}))
    async with asyncio.timeout(5):
        await done.wait()
    renewal.stop()
    assert time.time() < expires_at
    assert len(used) == 2


async def test_a_token_that_cannot_be_got_anew_is_not_renewed() -> None:
    used: list[str] = []

    async def authenticate(fresh: str) -> None:
        used.append(fresh)

    given = token({"exp": time.time() + 0.05})
    renewal = TokenRenewal(given, authenticate)
    renewal.start(given)
    await asyncio.sleep(0.1)
    assert used == []
