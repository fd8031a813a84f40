"""The pace at which messages leave."""

from diminuendo._generated.gateway.limits import MESSAGE_WINDOW, MESSAGES_PER_WINDOW
from diminuendo.gateway.pacer import MARGIN, Pacer

WINDOW = MESSAGE_WINDOW / 1000 + MARGIN


def test_as_many_messages_as_the_limit_allows_leave_at_once_and_the_next_one_waits_for_the_window() -> None:
    pacer = Pacer()
    assert [pacer.admit(5.0) for _ in range(MESSAGES_PER_WINDOW)] == [0.0] * MESSAGES_PER_WINDOW
    assert pacer.admit(5.0) == WINDOW
    assert pacer.admit(5.0 + WINDOW - 0.001) > 0
    assert pacer.admit(5.0 + WINDOW) == 0.0


def test_no_window_ever_has_more_messages_than_the_limit_allows() -> None:
    pacer = Pacer()
    sent: list[float] = []
    now = 0.0
    while len(sent) < 5 * MESSAGES_PER_WINDOW:
        wait = pacer.admit(now)
        if wait == 0:
            sent.append(now)
            now += 0.01 * (len(sent) % 7)
        else:
            now += wait
    for first, last in zip(sent, sent[MESSAGES_PER_WINDOW:], strict=False):
        assert last - first >= MESSAGE_WINDOW / 1000


def test_a_message_that_may_not_leave_is_not_counted() -> None:
    pacer = Pacer()
    for _ in range(MESSAGES_PER_WINDOW):
        pacer.admit(0.0)
    for _ in range(100):
        assert pacer.admit(1.0) > 0
    assert [pacer.admit(WINDOW) for _ in range(MESSAGES_PER_WINDOW)] == [0.0] * MESSAGES_PER_WINDOW
