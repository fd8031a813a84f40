"""The pace at which messages leave."""

from collections import deque

from .._generated.gateway.limits import MESSAGE_WINDOW, MESSAGES_PER_WINDOW

MARGIN = 1.0
"""Messages that leave at the same pace arrive at another one: so much is kept clear of the gateway's window, in seconds."""


class Pacer:
    """Keeps one connection below the gateway's rate limit, so that no message is refused for it."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        """When the last messages left, the oldest first."""

    def admit(self, now: float) -> float:
        """Asks to send a message, by a clock in seconds that never goes back.

        Returns 0 when it may leave now, which is then counted; else how long to wait, in seconds.
        """
        if len(self._times) >= MESSAGES_PER_WINDOW:
            wait = self._times[0] + MESSAGE_WINDOW / 1000 + MARGIN - now
            if wait > 0:
                return wait
            self._times.popleft()
        self._times.append(now)
        return 0.0
