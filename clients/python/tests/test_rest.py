"""The client of the HTTP interface, with a real gateway."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from diminuendo import Backoff, ConnectionLostError, RequestTimeoutError, RestClient, RestError

from .testing.processes import GatewayProcess

SOON = Backoff(0.01, 0.1)


class Unreliable(httpx.AsyncBaseTransport):
    """Loses the answers of the first requests, after they were carried out, or before they were sent."""

    def __init__(self, losses: int, *, is_sent: bool = True) -> None:
        self._transport = httpx.AsyncHTTPTransport()
        self._losses = losses
        self._is_sent = is_sent
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        is_lost = self._losses > 0
        self._losses -= 1
        if is_lost and not self._is_sent:
            raise httpx.ConnectError("unreachable")
        response = await self._transport.handle_async_request(request)
        if is_lost:
            await response.aread()
            raise httpx.ReadError("lost")
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


class Cut(httpx.AsyncByteStream):
    """A stream that is cut off somewhere, most often within an event."""

    def __init__(self, stream: httpx.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece[: self._left]
            self._left -= len(piece)
            if self._left <= 0:
                raise httpx.ReadError("cut off")

    async def aclose(self) -> None:
        await self._stream.aclose()


class Cutting(httpx.AsyncBaseTransport):
    """Cuts every stream of events off after two thousand bytes."""

    def __init__(self) -> None:
        self._transport = httpx.AsyncHTTPTransport()
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        if "text/event-stream" not in response.headers["content-type"]:
            return response
        self.requests.append(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        return httpx.Response(response.status_code, headers=response.headers, stream=Cut(response.stream, 2000))

    async def aclose(self) -> None:
        await self._transport.aclose()


async def test_a_post_whose_answer_was_lost_takes_effect_once(gateway: GatewayProcess) -> None:
    transport = Unreliable(2)
    async with httpx.AsyncClient(transport=transport) as http:
        rest = RestClient(gateway.url, http=http, retry=SOON)
        project = await rest.projects.create(name="Once")
        assert project.is_replayed
        assert len({request.headers["idempotency-key"] for request in transport.requests}) == 1
        named = [found["id"] async for found in rest.projects.list_all(limit=1) if found["name"] == "Once"]
        assert named == [project.value["id"]]


async def test_a_change_without_a_key_whose_answer_was_lost_is_not_made_again(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        created = await rest.sessions.create(agent_type="echo")
    transport = Unreliable(1)
    async with httpx.AsyncClient(transport=transport) as http:
        with pytest.raises(ConnectionLostError):
            await RestClient(gateway.url, http=http).sessions.update(session_id=created.value["id"], name="Other")
    assert len(transport.requests) == 1


async def test_what_was_not_sent_waits_until_it_can_be(gateway: GatewayProcess) -> None:
    transport = Unreliable(3, is_sent=False)
    async with httpx.AsyncClient(transport=transport) as http:
        settings = await RestClient(gateway.url, http=http, retry=SOON).me.update_preferences(preferences={"a": 1})
        assert settings.value["preferences"]["a"] == 1


async def test_nobody_waits_for_ever() -> None:
    async with RestClient("http://127.0.0.1:1", request_timeout=0.2, retry=SOON) as rest:
        with pytest.raises(RequestTimeoutError):
            await rest.sessions.list()


async def test_a_refusal_says_all_that_the_gateway_said(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        with pytest.raises(RestError) as missing:
            await rest.sessions.read(session_id="00000000-0000-4000-8000-000000000000")
        with pytest.raises(RestError) as invalid:
            await rest.sessions.list(limit=0)
    assert (missing.value.status, missing.value.code, missing.value.retryable) == (404, "SESSION_NOT_FOUND", False)
    assert missing.value.request_id
    assert (invalid.value.status, invalid.value.details[0]["path"]) == (400, "/query/limit")


async def test_pages_are_read_one_after_the_other(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        project_id = (await rest.projects.create(name="Pages")).value["id"]
        made = {(await rest.sessions.create(agent_type="echo", project_id=project_id)).value["id"] for _ in range(5)}
        found = [session["id"] async for session in rest.sessions.list_all(limit=2, project_id=project_id)]
        assert len(found) == 5 and set(found) == made


async def test_null_says_something_else_than_nothing(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        project_id = (await rest.projects.create(name="Some")).value["id"]
        session_id = (await rest.sessions.create(agent_type="echo", project_id=project_id)).value["id"]
        assert (await rest.sessions.update(session_id=session_id, name="Named")).value["projectId"] == project_id
        assert (await rest.sessions.update(session_id=session_id, project_id=None)).value["projectId"] is None


async def test_a_stream_that_is_cut_off_again_and_again_goes_on_without_a_gap(gateway: GatewayProcess) -> None:
    transport = Cutting()
    async with httpx.AsyncClient(transport=transport) as http:
        rest = RestClient(gateway.url, http=http, retry=SOON)
        session_id = (await rest.sessions.create(agent_type="echo")).value["id"]
        for number in range(3):
            await rest.sessions.run_turn(session_id=session_id, text=f"Turn {number}", when_busy="queue")
        events: list[Any] = []
        async with asyncio.timeout(30):
            async for event in rest.sessions.events_stream(session_id=session_id, after_seq=0):
                if "seq" in event.data and "ts" in event.data:
                    assert event.id == str(event.data["seq"])
                    events.append(event.data)
                if sum(known["type"] == "turn_complete" for known in events) == 3:
                    break
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
        assert len(transport.requests) > 2
        paged = [event async for event in rest.sessions.events_all(session_id=session_id, limit=7)]
        assert paged[: len(events)] == events


async def test_a_stream_of_a_session_that_is_not_there_is_refused(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        with pytest.raises(RestError, match="SESSION_NOT_FOUND"):
            await anext(rest.sessions.events_stream(session_id="00000000-0000-4000-8000-000000000000"))


async def test_what_is_no_json_comes_in_pieces(gateway: GatewayProcess) -> None:
    async with RestClient(gateway.url) as rest:
        assert b"# HELP" in b"".join([piece async for piece in rest.operations.metrics()])
        assert (await rest.operations.openapi())["openapi"].startswith("3.1")


def answering(answer: httpx.Response) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer))


async def test_what_is_not_the_gateways_answer_is_an_error_of_the_sdk() -> None:
    async with answering(httpx.Response(200, html="<html>")) as http:
        with pytest.raises(RestError, match="not JSON"):
            await RestClient("http://gateway.example", http=http).sessions.list()


async def test_pieces_that_stop_coming_are_an_error_of_the_sdk() -> None:
    class Ending(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"half"
            raise httpx.ReadError("lost")

    async with answering(httpx.Response(200, stream=Ending())) as http:
        pieces = RestClient("http://gateway.example", http=http).operations.metrics()
        assert await anext(pieces) == b"half"
        with pytest.raises(ConnectionLostError):
            await anext(pieces)


async def test_a_log_that_cannot_be_read_is_asked_for_at_growing_intervals() -> None:
    asked = 0

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        snapshot = 'event: state_snapshot\ndata: {"replayFrom": 1, "epoch": "e"}\n\n'
        return httpx.Response(200, text=f'{snapshot}event: error\ndata: {{"code": "INTERNAL", "message": "unreadable"}}\n\n')

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        rest = RestClient("http://gateway.example", http=http, retry=Backoff(0.001, 60))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                async for event in rest.sessions.events_stream(session_id="s", after_seq=0):
                    assert event.event == "state_snapshot"
    assert 2 <= asked <= 12
