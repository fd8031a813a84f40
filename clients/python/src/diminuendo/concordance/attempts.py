"""Calls and their attempts."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from .._call_safety import Repeat
from .._generated.concordance.error_codes import ERROR_CODES
from .errors import AnswerLostError, ConcordanceConnectionError, ConcordanceError, OutcomeUnknownError
from .nodes import Destination, Nodes

T = TypeVar("T")

Repetition: TypeAlias = Repeat | Literal["told"]
"""When a call whose answer was lost is made again; `told`: it may take effect twice, and whoever made it accepts that."""

SHORTEST = 0.025
LONGEST = 0.5
"""The shortest and the longest pause between two attempts, in seconds."""
GROWTH = 1.15
"""By how much each pause is longer than the one before it. Slow at first: a new leader is there within a few hundred ms."""
JITTER = 0.25
"""Up to so much of a pause is taken off at random, so that those who failed together do not come back together."""
HOPS = 3
"""Nodes that send a call to each other are believed so often at once; then it waits for a moment."""
PATIENCE = 3.0
"""A node that does not answer for so long is given up where the call can be made again, in seconds."""


def pause(failures: int, chance: float) -> float:
    """How long to wait before the next attempt, in seconds. Pure."""
    return float(min(LONGEST, SHORTEST * GROWTH ** min(failures, 64)) * (1 - JITTER * chance))


@dataclass(frozen=True)
class Plan:
    """How a call is made."""

    name: str
    goes_to_leader: bool
    repeat: Repetition
    timeout: float
    """Time in which it must succeed, all its attempts included, in seconds."""
    answer_time: float = 0.0
    """What the cluster may take to answer because it was asked to, in seconds."""


async def make_call(nodes: Nodes, plan: Plan, attempt: Callable[[Destination, float], Awaitable[T]]) -> T:
    """Makes a call, again and at other nodes where that is safe. `attempt` sends it to a node, and waits as long as it is told; it
    raises ConcordanceError, AnswerLostError, or ConcordanceConnectionError when the call was not sent.
    """
    deadline = time.monotonic() + plan.timeout + plan.answer_time
    failures = 0
    hops = 0
    is_uncertain = False
    while True:
        destination = nodes.destination(plan.goes_to_leader)
        left = deadline - time.monotonic()
        patience = left if plan.repeat == "never" else min(left, PATIENCE + plan.answer_time)
        is_at_once = False
        problem: Exception
        try:
            result = await attempt(destination, patience)
        except AnswerLostError as error:
            problem = error
            nodes.failed(destination.address, error)
            if plan.repeat == "never":
                raise OutcomeUnknownError(plan.name, error) from error
            is_uncertain = is_uncertain or plan.repeat != "always"
        except ConcordanceConnectionError as error:
            problem = error
            nodes.failed(destination.address, error)
        except ConcordanceError as error:
            problem = error
            nodes.heed(destination.address, error)
            if ERROR_CODES[error.code].outcome_unknown:
                if plan.repeat == "never":
                    raise OutcomeUnknownError(plan.name, error) from error
                is_uncertain = is_uncertain or plan.repeat != "always"
            elif not _is_passing(error):
                if is_uncertain:
                    raise OutcomeUnknownError(plan.name, error) from error
                raise
            elif error.code == "NOT_LEADER" and nodes.leader is not None and hops < HOPS:
                hops += 1
                is_at_once = True
        else:
            nodes.answered(destination.address, plan.goes_to_leader and not destination.is_forwarding)
            return result
        delay = 0.0 if is_at_once else pause(failures, random.random())
        failures += 1
        if time.monotonic() + delay >= deadline:
            raise _expired(plan, is_uncertain, problem) from problem
        await asyncio.sleep(delay)


def _is_passing(error: ConcordanceError) -> bool:
    """Whether a refusal says that the call was not done, and may be soon: now, or at another node."""
    # A transfer that failed was waited for already.
    return error.retryable and error.code != "TRANSFER_FAILED"


def _expired(plan: Plan, is_uncertain: bool, problem: Exception) -> Exception:
    if is_uncertain:
        return OutcomeUnknownError(plan.name, problem)
    if isinstance(problem, ConcordanceError):
        return problem
    return ConcordanceConnectionError(f"No node could be reached in {plan.timeout:g} s: {problem}")
