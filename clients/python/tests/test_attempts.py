"""Calls to a cluster and their attempts."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from diminuendo import ConcordanceConnectionError, ConcordanceError, OutcomeUnknownError
from diminuendo.concordance.attempts import LONGEST, Plan, Repetition, make_call, pause
from diminuendo.concordance.errors import AnswerLostError
from diminuendo.concordance.nodes import Destination, Nodes


def script(*outcomes: Any) -> tuple[list[Destination], Callable[[Destination, float], Awaitable[Any]]]:
    """Attempts that end one after the other as they are told; the last one tells of all that follow."""
    asked: list[Destination] = []

    async def attempt(destination: Destination, patience: float) -> Any:
        asked.append(destination)
        outcome = outcomes[min(len(asked), len(outcomes)) - 1]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return asked, attempt


def nodes(*addresses: str) -> Nodes:
    return Nodes(addresses or ("a:1", "b:1"), None)


def plan(repeat: Repetition, timeout: float = 5.0, *, goes_to_leader: bool = True) -> Plan:
    return Plan("the call", goes_to_leader, repeat, timeout)


LOST = AnswerLostError("lost")
UNREACHABLE = ConcordanceConnectionError("unreachable")
CONFLICT = ConcordanceError("CAS_CONFLICT", "no", {"currentVersion": 4})
IN_DOUBT = ConcordanceError("PROPOSAL_TIMEOUT", "who knows")


async def test_the_leader_is_followed_at_once() -> None:
    asked, attempt = script(ConcordanceError("NOT_LEADER", "no", {"leader": "c:1"}), "done")
    known = nodes()
    assert await make_call(known, plan("never"), attempt) == "done"
    assert [destination.address for destination in asked] == ["a:1", "c:1"]
    assert known.leader == "c:1"


async def test_nodes_that_send_a_call_to_each_other_are_not_believed_for_ever() -> None:
    refusals = [ConcordanceError("NOT_LEADER", "no", {"leader": f"{name}:1"}) for name in "bababababababa"]
    asked, attempt = script(*refusals)
    began = time.monotonic()
    with pytest.raises(ConcordanceError, match="NOT_LEADER"):
        await make_call(nodes(), plan("never", 0.3), attempt)
    assert time.monotonic() - began < 1
    assert len(asked) < 20


async def test_a_leader_that_cannot_be_reached_from_here_is_reached_through_others() -> None:
    known = nodes()
    known.answered("c:1", is_leader=True)
    known.failed("c:1", UNREACHABLE)
    asked, attempt = script(ConcordanceError("NOT_LEADER", "no", {"leader": "c:1"}), "done")
    assert await make_call(known, plan("never"), attempt) == "done"
    assert [(destination.address, destination.is_forwarding) for destination in asked] == [("a:1", False), ("a:1", True)]


@pytest.mark.parametrize("lost", [LOST, IN_DOUBT])
async def test_a_write_that_may_have_been_done_is_not_made_again(lost: Exception) -> None:
    asked, attempt = script(lost, "done")
    with pytest.raises(OutcomeUnknownError, match="the call"):
        await make_call(nodes(), plan("never"), attempt)
    assert len(asked) == 1


@pytest.mark.parametrize("repeat", ["always", "once", "told"])
@pytest.mark.parametrize("lost", [LOST, IN_DOUBT, UNREACHABLE, ConcordanceError("NO_LEADER", "wait")])
async def test_what_may_be_made_again_is(repeat: Repetition, lost: Exception) -> None:
    _asked, attempt = script(lost, lost, "done")
    assert await make_call(nodes(), plan(repeat), attempt) == "done"


async def test_what_was_not_sent_is_made_again_whatever_it_is() -> None:
    asked, attempt = script(UNREACHABLE, "done")
    assert await make_call(nodes(), plan("never"), attempt) == "done"
    assert [destination.address for destination in asked] == ["a:1", "b:1"]


async def test_a_repeated_write_that_is_refused_may_have_met_its_own_work() -> None:
    with pytest.raises(OutcomeUnknownError) as unknown:
        await make_call(nodes(), plan("once"), script(LOST, CONFLICT)[1])
    assert unknown.value.current_version == 4
    with pytest.raises(ConcordanceError, match="CAS_CONFLICT"):
        await make_call(nodes(), plan("once"), script(UNREACHABLE, CONFLICT)[1])
    with pytest.raises(ConcordanceError, match="NOT_FOUND"):
        await make_call(nodes(), plan("always"), script(LOST, ConcordanceError("NOT_FOUND", "no"))[1])


@pytest.mark.parametrize(
    ("repeat", "problem", "error"),
    [
        ("once", LOST, OutcomeUnknownError),
        ("told", LOST, OutcomeUnknownError),
        ("always", LOST, ConcordanceConnectionError),
        ("never", UNREACHABLE, ConcordanceConnectionError),
        ("never", ConcordanceError("NO_LEADER", "wait"), ConcordanceError),
    ],
)
async def test_nobody_waits_for_ever(repeat: Repetition, problem: Exception, error: type[Exception]) -> None:
    began = time.monotonic()
    with pytest.raises(error):
        await make_call(nodes(), plan(repeat, 0.2), script(problem)[1])
    assert time.monotonic() - began < 1


def test_pauses_grow_slowly_to_their_limit_and_are_not_all_the_same() -> None:
    pauses = [pause(failures, 0.0) for failures in range(1000)]
    assert pauses == sorted(pauses)
    assert (pauses[0] < 0.03, pauses[5] < 0.06, pauses[-1]) == (True, True, LONGEST)
    assert len({pause(3, chance / 10) for chance in range(10)}) == 10


def test_reads_stay_at_one_node_as_long_as_it_serves() -> None:
    known = nodes("a:1", "b:1", "c:1")
    assert {known.destination(False).address for _ in range(5)} == {"a:1"}
    known.failed("a:1", UNREACHABLE, pause=0.0)
    moved = known.destination(False).address
    known.failed("a:1", UNREACHABLE)
    assert known.destination(False).address in ("b:1", moved)
    assert {known.destination(False).address for _ in range(5)} == {known.destination(False).address}


def test_former_members_are_forgotten_and_those_that_were_given_are_not() -> None:
    known = nodes("a:1")
    known.learn(["b:1", "not an address", "c:1"])
    known.learn(["c:1"])
    for address in ("a:1", "c:1"):
        assert known.destination(False).address == address
        known.failed(address, UNREACHABLE)
    assert known.destination(False).address == "a:1"
