"""When to come back."""

import pytest

from diminuendo import Backoff
from diminuendo._generated.gateway.close_codes import RECONNECT
from diminuendo._reconnect import ComeBack, Loss, backoff, come_back_after, reconnect_delay

LIMITS = Backoff(1.0, 8.0)


def loss(come_back: ComeBack, retry_after: float = 0.0) -> Loss:
    return Loss(ConnectionError(), come_back, retry_after)


@pytest.mark.parametrize(("code", "come_back"), [*RECONNECT.items(), (1006, "soon"), (1000, "soon"), (4999, "soon")])
def test_the_close_code_says_when_to_come_back_and_an_unknown_one_soon(code: int, come_back: str) -> None:
    assert come_back_after(code) == come_back


@pytest.mark.parametrize(
    ("come_back", "attempt", "random", "delay"),
    [
        ("never", 0, 0.0, None),
        ("at-once", 0, 1.0, 0.0),
        ("at-once", 1, 1.0, 1.0),
        ("soon", 0, 0.0, 0.5),
        ("soon", 0, 1.0, 1.0),
        ("soon", 2, 1.0, 4.0),
        ("soon", 3, 1.0, 8.0),
        ("soon", 4, 1.0, 8.0),
        ("soon", 10_000, 1.0, 8.0),
        ("later", 0, 0.0, 4.0),
        ("later", 0, 1.0, 8.0),
    ],
)
def test_the_delay_grows_to_its_limit(come_back: ComeBack, attempt: int, random: float, delay: float | None) -> None:
    assert reconnect_delay(loss(come_back), attempt, LIMITS, random) == delay


@pytest.mark.parametrize("come_back", ["at-once", "soon", "later"])
def test_who_is_asked_to_wait_waits_no_less_and_not_all_for_the_same_time(come_back: ComeBack) -> None:
    delays = [reconnect_delay(loss(come_back, 60.0), 0, LIMITS, random / 10) for random in range(11)]
    assert min(delay or 0.0 for delay in delays) >= 60.0
    assert len(set(delays)) == 11


def test_clients_that_lost_the_same_gateway_do_not_come_back_as_one() -> None:
    delays = {backoff(3, LIMITS, random / 100) for random in range(100)}
    assert len(delays) == 100
    assert 4.0 <= min(delays) <= max(delays) <= 8.0
