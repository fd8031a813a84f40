"""When to come back after a lost connection."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ._generated.gateway.close_codes import RECONNECT

ComeBack: TypeAlias = Literal["at-once", "soon", "later", "never"]
"""When to come back; `soon` where the gateway did not say."""

SPREAD = 0.2
"""Clients that were told the same delay come back spread over so much more of it."""


@dataclass(frozen=True)
class Backoff:
    """How long to wait between attempts, in seconds."""

    min_delay: float = 0.25
    """Before the second attempt; it doubles with each further one."""
    max_delay: float = 30.0


@dataclass(frozen=True)
class Loss:
    """Why a connection is no more."""

    error: Exception
    come_back: ComeBack
    retry_after: float = 0.0
    """The gateway asked to wait at least this long, in seconds."""


def come_back_after(code: int) -> ComeBack:
    """When to come back after a close code."""
    return RECONNECT.get(code, "soon")


def backoff(attempt: int, limits: Backoff, random: float) -> float:
    """Exponential, between half and the whole of what is due, so that clients which lost the same gateway do not come back
    as one. Pure.
    """
    # A power that is too large is no number any more.
    due = limits.min_delay * 2 ** min(attempt, 64)
    return float(min(limits.max_delay, due) * (0.5 + random / 2))


def reconnect_delay(loss: Loss, attempt: int, limits: Backoff, random: float) -> float | None:
    """How long to wait before the next attempt to connect, in seconds; None to stay away for good. Pure.

    `attempt` says how many connections in a row were lost before this one without having lasted.
    """
    if loss.come_back == "never":
        return None
    asked = loss.retry_after * (1 + SPREAD * random)
    return max(asked, _own_delay(loss.come_back, attempt, limits, random))


def _own_delay(come_back: ComeBack, attempt: int, limits: Backoff, random: float) -> float:
    if come_back == "at-once":
        return 0.0 if attempt == 0 else backoff(attempt - 1, limits, random)
    if come_back == "later":
        return limits.max_delay * (0.5 + random / 2)
    return backoff(attempt, limits, random)
