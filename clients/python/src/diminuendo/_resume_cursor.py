"""Where a subscription to changes is."""


class ResumeCursor:
    """Where a subscription is, and what comes twice when it begins again. Several changes may have one revision, and whether the
    last one of a revision has come is known only from what comes after it. So it begins again after the last revision that is
    complete, and as many changes of the next one as have come already are left out: they come in the same order.
    """

    def __init__(self, since: int | None) -> None:
        """`since` None: from when the first subscription begins."""
        self._complete = since
        self._revision = 0
        """The revision of the last change that came."""
        self._count = 0
        """How many changes of it came."""
        self._repeated = 0
        """How many changes of it are still to come again."""

    @property
    def since(self) -> int | None:
        """The last revision of which everything has come; None before the first subscription."""
        return self._complete

    def begun(self, revision: int) -> None:
        """The first subscription began. Where there was no `since` this is where everything begins."""
        if self._complete is None:
            self._complete = revision

    def reached(self, revision: int) -> None:
        """Every change up to a revision has come."""
        if self._complete is not None and revision > self._complete and revision >= self._revision:
            self._complete = revision
            self._count = 0
            self._repeated = 0

    def restarted(self) -> None:
        """What comes from here on begins after `since` again."""
        self._repeated = self._count

    def take(self, revision: int) -> bool:
        """A change came. Returns whether it has not come before."""
        if self._complete is None or revision <= self._complete or revision < self._revision:
            return False
        if revision > self._revision:
            # All of the revisions below are there.
            self._complete = max(self._complete, revision - 1)
            self._revision = revision
            self._count = 1
            self._repeated = 0
            return True
        if self._repeated > 0:
            self._repeated -= 1
            return False
        self._count += 1
        return True
