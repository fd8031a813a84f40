"""Calls about the configuration whose connection is lost."""

import asyncio
import json
from typing import Any

import pytest

from diminuendo import ClosedError, ConfigError, ConfigOutcomeUnknownError, QueueFullError, RequestTimeoutError
from diminuendo.config.calls import ConfigCalls


class Wire:
    """A connection that sends nothing anywhere."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.doubts = 0

    def send(self, text: str) -> None:
        self.sent.append(json.loads(text))

    def unanswered(self, sent_at: float) -> None:
        self.doubts += 1


def write(**fields: Any) -> dict[str, Any]:
    return {"scope": "user", "key": "k", "value": 1, **fields}


def refusal(call: dict[str, Any], code: str, **data: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": call["id"], "error": {"code": -1, "message": "no", "data": {"code": code, **data}}}


async def test_calls_wait_for_a_connection_and_leave_in_their_order() -> None:
    calls, wire = ConfigCalls(5, 10), Wire()
    answers = [calls.add("config/get", {"scope": "user", "key": str(number)}) for number in range(3)]
    calls.connected(wire)
    assert [call["params"]["key"] for call in wire.sent] == ["0", "1", "2"]
    for call in reversed(wire.sent):
        calls.receive({"id": call["id"], "result": call["params"]["key"]})
    assert await asyncio.gather(*answers) == ["0", "1", "2"]


async def test_more_calls_than_may_wait_fail_at_once() -> None:
    calls = ConfigCalls(5, 1)
    waiting = calls.add("config/get", {"scope": "user", "key": "k"})
    with pytest.raises(QueueFullError):
        await calls.add("config/get", {"scope": "user", "key": "k"})
    waiting.cancel()
    await asyncio.sleep(0)
    calls.add("config/get", {"scope": "user", "key": "k"}).cancel()


async def test_a_write_whose_answer_was_lost_is_unknown_and_is_not_made_again() -> None:
    calls, wire, next_wire = ConfigCalls(5, 10), Wire(), Wire()
    calls.connected(wire)
    answer = calls.add("config/set", write(cas=0))
    calls.disconnected()
    with pytest.raises(ConfigOutcomeUnknownError, match="config/set"):
        await answer
    calls.connected(next_wire)
    assert next_wire.sent == []


async def test_a_read_and_a_write_that_can_take_effect_once_are_made_again() -> None:
    calls, wire, next_wire = ConfigCalls(5, 10), Wire(), Wire()
    calls.connected(wire)
    answers = [calls.add("config/get", {"scope": "user", "key": "k"}), calls.add("config/set", write(cas=3))]
    calls.disconnected()
    calls.connected(next_wire)
    assert next_wire.sent == wire.sent
    for call in next_wire.sent:
        calls.receive({"id": call["id"], "result": {}})
    assert await asyncio.gather(*answers) == [{}, {}]


async def test_a_repeated_write_that_meets_another_version_may_have_met_its_own() -> None:
    calls, wire = ConfigCalls(5, 10), Wire()
    calls.connected(wire)
    first = calls.add("config/set", write(cas=3))
    calls.disconnected()
    calls.connected(wire)
    second = calls.add("config/set", write(cas=3))
    for call in wire.sent[1:]:
        calls.receive(refusal(call, "VERSION_CONFLICT", currentVersion=4))
    with pytest.raises(ConfigOutcomeUnknownError) as unknown:
        await first
    with pytest.raises(ConfigError) as refused:
        await second
    assert (unknown.value.current_version, refused.value.current_version) == (4, 4)


async def test_a_refusal_that_leaves_the_outcome_open_says_so_for_writes_only() -> None:
    calls, wire = ConfigCalls(5, 10), Wire()
    calls.connected(wire)
    written = calls.add("config/set", write())
    read = calls.add("config/get", {"scope": "user", "key": "k"})
    for call in wire.sent:
        calls.receive(refusal(call, "CONFIG_UNAVAILABLE", outcomeUnknown=True))
    with pytest.raises(ConfigOutcomeUnknownError):
        await written
    with pytest.raises(ConfigError) as refused:
        await read
    assert refused.value.retryable


async def test_what_is_not_answered_in_time_fails_and_makes_the_connection_doubtful() -> None:
    calls, wire = ConfigCalls(0.02, 10), Wire()
    waiting = calls.add("config/set", write())
    with pytest.raises(RequestTimeoutError, match="could not be sent"):
        await waiting
    assert wire.doubts == 0
    calls.connected(wire)
    with pytest.raises(ConfigOutcomeUnknownError, match="was not answered"):
        await calls.add("config/set", write())
    with pytest.raises(RequestTimeoutError):
        await calls.add("config/get", {"scope": "user", "key": "k"})
    assert wire.doubts == 2


async def test_when_the_client_is_closed_what_was_sent_is_unknown_and_what_was_not_is_not() -> None:
    calls, wire = ConfigCalls(5, 10), Wire()
    calls.connected(wire)
    sent = calls.add("config/set", write())
    calls.fail(ClosedError("closed"))
    waiting = calls.add("config/set", write())
    calls.fail(ClosedError("closed"))
    with pytest.raises(ConfigOutcomeUnknownError):
        await sent
    with pytest.raises(ClosedError):
        await waiting


async def test_a_call_that_would_cost_the_connection_is_refused_here() -> None:
    calls, wire = ConfigCalls(5, 10), Wire()
    calls.connected(wire)
    with pytest.raises(ConfigError) as refused:
        await calls.add("config/set", write(value="é" * 9_000_000))
    assert (refused.value.code, wire.sent) == ("MESSAGE_TOO_LARGE", [])
