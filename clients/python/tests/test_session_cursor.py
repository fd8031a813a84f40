"""Places in a session's log."""

import pytest

from diminuendo.gateway.session_cursor import is_durable, place_of


@pytest.mark.parametrize(
    ("seq", "received", "place"),
    [(1, 0, "next"), (0, 0, "known"), (2, 0, "gap"), (7, 7, "known"), (1, 7, "known"), (8, 7, "next"), (9, 7, "gap")],
)
def test_an_event_is_next_known_or_behind_a_gap(seq: int, received: int, place: str) -> None:
    assert place_of(seq, received) == place


def test_events_of_types_that_are_newer_than_the_client_belong_to_the_log_by_their_members() -> None:
    assert is_durable({"type": "brand.new", "sessionId": "s", "seq": 1, "ts": 1})
    assert not is_durable({"type": "session_synced", "sessionId": "s", "seq": 1})
    assert not is_durable({"type": "pong", "ts": 1})
