"""The sessions that a client has joined."""

from collections.abc import Mapping
from typing import Any

from .session import JoinedSession
from .session_cursor import is_durable


class JoinedSessions:
    """The sessions that a client has joined; one may be joined more than once."""

    def __init__(self) -> None:
        self._by_id: dict[str, list[JoinedSession]] = {}

    def add(self, session: JoinedSession) -> None:
        self._by_id.setdefault(session.id, []).append(session)

    def remove(self, session: JoinedSession) -> bool:
        """Returns whether the session is joined no more."""
        sessions = self._by_id.get(session.id)
        if sessions is None:
            return False
        if session in sessions:
            sessions.remove(session)
        if sessions:
            return False
        del self._by_id[session.id]
        return True

    def receive(self, event: Mapping[str, Any]) -> bool:
        """Hands an event to the sessions that it is of. Returns False when all of them have it already, or will get it again."""
        sessions = self._by_id.get(event.get("sessionId", ""))
        if sessions is None:
            return True
        is_news = not is_durable(event)
        for session in list(sessions):
            is_news = session.receive(event) or is_news
        return is_news

    def connected(self) -> None:
        """There is a new connection."""
        for session in self._all():
            session.rejoin()

    def left(self, session_id: str) -> None:
        """A session was left by this connection; whoever is still there comes back."""
        for session in list(self._by_id.get(session_id, ())):
            session.rejoin()

    def disconnected(self) -> None:
        for session in self._all():
            session.disconnected()

    def end(self, error: Exception | None) -> None:
        """Ends them by an error; by None when it is wanted."""
        sessions = self._all()
        self._by_id.clear()
        for session in sessions:
            session.end(error)

    def _all(self) -> list[JoinedSession]:
        return [session for sessions in self._by_id.values() for session in sessions]
