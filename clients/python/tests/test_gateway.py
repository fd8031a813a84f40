"""The client of the gateway, with a real one."""

import asyncio
from typing import Any

import pytest

from diminuendo import Backoff, ClosedError, Cursor, GatewayClient, GatewayError, JoinedSession, SessionEndedError, Turn

from .testing.processes import GatewayProcess

SOON = Backoff(0.02, 0.2)


async def new_session(client: GatewayClient, agent_type: str = "echo", cursor: Cursor | None = None) -> JoinedSession:
    created = await client.create_session(agent_type=agent_type)
    return await client.join(created["session"]["id"], cursor)


async def all_of(turn: Turn) -> list[Any]:
    async with asyncio.timeout(30):
        return [event async for event in turn]


async def test_a_turn_can_be_looped_over_by_several_and_afterwards(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as client:
        turn = await (await new_session(client)).run_turn("Hello")
        first, second = await asyncio.gather(all_of(turn), all_of(turn))
        assert first == second == await all_of(turn)
        assert [first[0]["type"], first[-1]["type"]] == ["turn_started", "turn_complete"]
        assert await turn.ended() == first[-1]


async def test_messages_answers_and_refusals_find_each_other(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as client:
        unknown = client.read_file(session_id="00000000-0000-4000-8000-000000000000", path="a")
        wrong = client.list_sessions(limit=0)
        answers = await asyncio.gather(client.ping(ts=7), unknown, wrong, client.ping(ts=8), return_exceptions=True)
        pong, refused, invalid, other = answers
        assert not isinstance(pong, BaseException) and not isinstance(other, BaseException)
        assert (pong["clientTs"], other["clientTs"]) == (7, 8)
        assert isinstance(refused, GatewayError) and isinstance(invalid, GatewayError)
        assert (refused.code, refused.message_type, refused.retryable) == ("SESSION_NOT_FOUND", "read_file", False)
        assert (invalid.code, invalid.details[0]["path"]) == ("INVALID_MESSAGE", "/limit")


async def test_more_messages_than_the_limit_allows_are_paced_and_none_is_refused(own_gateway: GatewayProcess) -> None:
    async with GatewayClient(own_gateway.url) as client:
        pongs = await asyncio.gather(*(client.ping(ts=number) for number in range(75)))
        assert [pong.get("clientTs") for pong in pongs] == list(range(75))


async def test_a_gateway_that_is_killed_again_and_again_loses_nothing(own_gateway: GatewayProcess) -> None:
    async with GatewayClient(own_gateway.url, reconnect=SOON) as client:
        session = await new_session(client, cursor=Cursor(0))
        looped: list[Any] = []
        heard: list[Any] = []
        kinds = ["session_state", "turn_started", "text_delta", "turn_complete", "turn_error", "usage.updated"]
        for kind in kinds:
            session.on(kind, heard.append)

        async def loop() -> None:
            async for event in session.events():
                looped.append(event)

        looping = asyncio.create_task(loop())
        ends: list[str] = []
        for number in range(4):
            turn = await session.run_turn(f"Turn {number} " + "and so on " * 200)
            if number % 2 == 0:
                own_gateway.kill()
                await asyncio.to_thread(own_gateway.start)
            async with asyncio.timeout(60):
                ends.append((await turn.ended())["type"])
        assert ends[1] == ends[3] == "turn_complete"
        last = session.cursor.after_seq
        log: list[Any] = []
        while len(log) < last:
            page = await client.get_events(session_id=session.id, after_seq=len(log))
            log.extend(page["events"])
        seen = len(looped)
        assert [event["seq"] for event in looped] == list(range(1, seen + 1))
        assert looped == log[:seen]
        assert heard == [event for event in looped if event["type"] in kinds]
        await session.leave()
        await asyncio.wait_for(looping, 10)


async def test_a_turn_that_is_asked_for_again_is_the_same_also_for_a_client_that_came_late(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as one, GatewayClient(gateway.url) as other:
        session = await new_session(one)
        events = await all_of(await session.run_turn("Once", client_turn_id="the-turn"))
        late = await other.join(session.id)
        again = await late.run_turn("Once", client_turn_id="the-turn")
        assert again.ack.get("duplicate") is True
        assert await all_of(again) == events


async def test_a_session_that_is_left_ends_its_loops_and_turns_and_others_go_on(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as client:
        one = await new_session(client)
        other = await client.join(one.id)
        loop = one.events()
        queued = await one.run_turn("Hello", when_busy="queue")
        async with asyncio.timeout(10):
            await one.leave()
            with pytest.raises(SessionEndedError):
                await one.run_turn("Nobody listens")
            async for _ in loop:
                pass
            turn = await other.run_turn("Still here", when_busy="queue")
            assert (await turn.ended())["type"] == "turn_complete"
        assert queued.id != turn.id


async def test_what_is_deleted_ends_with_a_word(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as client:
        session = await new_session(client)
        told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        session.on("session_deleted", told.set_result)
        loop = session.events()
        await client.delete_session(session_id=session.id)
        async with asyncio.timeout(10):
            assert (await told)["sessionId"] == session.id
            assert [event async for event in loop] == []


async def test_a_closed_client_refuses_and_may_be_opened_again(gateway: GatewayProcess) -> None:
    client = GatewayClient(gateway.url)
    with pytest.raises(ClosedError):
        await client.ping()
    await client.connect()
    await client.close()
    with pytest.raises(ClosedError):
        await client.ping()
    await client.connect()
    assert (await client.ping(ts=1))["type"] == "pong"
    await client.close()


async def test_a_client_that_nobody_waited_for_to_be_open_does_not_go_on_trying() -> None:
    client = GatewayClient("http://127.0.0.1:1", reconnect=SOON)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), client:
            pass
    assert client.state == "closed"


async def test_a_listener_that_fails_keeps_nothing_from_the_others(gateway: GatewayProcess) -> None:
    failures: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context["exception"]))
    async with GatewayClient(gateway.url) as client:
        heard: list[str] = []

        def fail(event: Any) -> None:
            raise LookupError(event["type"])

        async def fail_later(event: Any) -> None:
            await asyncio.sleep(0)
            raise LookupError("later")

        client.on("pong", fail)
        client.on("pong", fail_later)
        client.on("pong", lambda event: heard.append(event["type"]))
        await client.ping()
        async with asyncio.timeout(5):
            while len(failures) < 2:
                await asyncio.sleep(0)
    assert heard == ["pong"]
    assert [str(failure) for failure in failures] == ["pong", "later"]


async def test_a_call_that_is_given_up_leaves_nothing_behind(gateway: GatewayProcess) -> None:
    async with GatewayClient(gateway.url) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await client.ping(ts=1)
        assert (await client.ping(ts=2)).get("clientTs") == 2
