"""What a turn has said before one came to listen."""

from typing import Any, Protocol

from .._generated.gateway.calls import TurnEvent
from .._generated.gateway.types import Events, History


class LogReader(Protocol):
    """What reading a session's log takes."""

    async def get_history(self, *, session_id: str, before_seq: int | None = None) -> History: ...

    async def get_events(self, *, session_id: str, after_seq: int | None = None) -> Events: ...


async def read_past_turn(log: LogReader, session_id: str, turn_id: str, until_seq: int) -> list[TurnEvent]:
    """Reads from the log what a turn has said up to a place, that place included. Nothing when the turn begins after it."""
    first_seq = await _find_start(log, session_id, turn_id)
    found: list[TurnEvent] = []
    after_seq = (until_seq + 1 if first_seq is None else first_seq) - 1
    while after_seq < until_seq:
        events: list[Any] = list((await log.get_events(session_id=session_id, after_seq=after_seq))["events"])
        if not events:
            break
        for event in events:
            after_seq = event["seq"]
            if event.get("turnId") == turn_id and after_seq <= until_seq:
                found.append(event)
    return found


async def _find_start(log: LogReader, session_id: str, turn_id: str) -> int | None:
    """`seq` of a turn's first event; None when it has not begun. History is asked, as the log itself may be long."""
    before_seq: int | None = None
    while True:
        page = await log.get_history(session_id=session_id, before_seq=before_seq)
        for message in page["messages"]:
            if message["turnId"] == turn_id and message["role"] == "user":
                return message["seq"]
        before_seq = page["nextBeforeSeq"]
        if before_seq is None:
            return None
