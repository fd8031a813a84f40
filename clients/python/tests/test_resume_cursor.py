"""Where a subscription to changes is."""

import random

import pytest

from diminuendo._resume_cursor import ResumeCursor

LOG = [revision for revision in range(1, 60) for _ in range(revision % 4 + 1)]
"""The revisions of changes; several have the same."""


@pytest.mark.parametrize("seed", range(50))
def test_whatever_is_lost_every_change_comes_once_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    cursor = ResumeCursor(0)
    taken: list[int] = []
    while len(taken) < len(LOG):
        since = cursor.since
        assert since is not None
        cursor.restarted()
        for number, revision in enumerate(LOG):
            if revision <= since:
                continue
            if chance.random() < 0.1:
                break
            if cursor.take(revision):
                taken.append(number)
            last_of_revision = number + 1 == len(LOG) or LOG[number + 1] > revision
            if last_of_revision and chance.random() < 0.2:
                cursor.reached(revision)
        assert taken == list(range(len(taken)))


def test_without_a_place_to_begin_it_begins_where_the_first_subscription_does() -> None:
    cursor = ResumeCursor(None)
    assert not cursor.take(5)
    cursor.begun(7)
    assert (cursor.since, cursor.take(7), cursor.take(8), cursor.since) == (7, False, True, 7)
    cursor.begun(3)
    assert cursor.since == 7


def test_what_is_reached_never_goes_back() -> None:
    cursor = ResumeCursor(10)
    cursor.take(12)
    cursor.reached(11)
    assert cursor.since == 11
    cursor.reached(12)
    assert (cursor.since, cursor.take(12)) == (12, False)
