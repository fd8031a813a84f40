"""Places in a session's log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Cursor:
    """A place in a session's log: hand it to `join` to go on from there."""

    after_seq: int
    """`seq` of the last event that was handed out."""
    epoch: str = ""
    """The life of the log that `after_seq` was counted in. Without it, that of the log that there is."""


def is_durable(event: Mapping[str, Any]) -> bool:
    """Whether an event belongs to a session's log. Those of types that are newer than this client do too, so their members
    decide: durable events carry `sessionId`, `seq` and `ts`.
    """
    return "seq" in event and "ts" in event and "sessionId" in event


def place_of(seq: int, received: int) -> Literal["next", "known", "gap"]:
    """What an event is to someone who has everything up to `received`. Pure."""
    if seq <= received:
        return "known"
    return "next" if seq == received + 1 else "gap"
