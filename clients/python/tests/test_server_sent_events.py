"""Reading server-sent events."""

import pytest

from diminuendo._server_sent_events import EventParser

STREAM = (
    ': heartbeat\n\nevent: text_delta\nid: 7\ndata: {"text":"a\u2028b\u0085c é"}\n\n'
    "data: one\r\ndata:two\r\n\r\nevent: lonely\n\nid: 8\ndata\n\ndata: cut off"
).encode()
EVENTS = [("text_delta", '{"text":"a\u2028b\u0085c é"}', "7"), ("message", "one\ntwo", "7"), ("message", "", "8")]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, len(STREAM)])
def test_events_are_the_same_in_whatever_pieces_they_come(size: int) -> None:
    parser = EventParser()
    pieces = [STREAM[start : start + size] for start in range(0, len(STREAM), size)]
    assert [event for piece in pieces for event in parser.feed(piece)] == EVENTS
