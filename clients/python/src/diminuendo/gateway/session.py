"""A session that was joined."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

from .._event_queue import EventQueue
from .._generated.gateway.calls import MessageType
from .._generated.gateway.types import Ack, Attachment, StateSnapshot
from .._listeners import Listener
from ..errors import ClosedError, ConnectionLostError, DiminuendoError, GatewayError, SessionEndedError, SessionResetError
from .past_turn import LogReader, read_past_turn
from .session_cursor import Cursor, is_durable, place_of
from .session_stream import Ended, SessionItem, SessionStream
from .turn import FollowedTurn, Turn


class SessionClient(LogReader, Protocol):
    """What a joined session needs of its client."""

    def send(
        self,
        type: MessageType,
        fields: Mapping[str, Any],
        *,
        is_repeatable: bool | None = None,
        is_urgent: bool = False,
        on_reply: Callable[[Any], None] | None = None,
    ) -> asyncio.Future[Any]: ...

    def retry_delay(self, attempt: int) -> float:
        """How long to wait before the next attempt to rejoin, in seconds."""
        ...

    def forget(self, session: "JoinedSession") -> bool:
        """Forgets a session that has ended. Returns whether it is joined no more: one session may be joined more than once."""
        ...


class JoinedSession:
    """A session that was joined. It is rejoined after every reconnect, from where it was: its listeners and loops get every event
    exactly once and in order. Events are kept until the first listener, loop or turn is there for them.
    """

    def __init__(self, client: SessionClient, snapshot: StateSnapshot) -> None:
        self.id: str = snapshot["session"]["id"]
        self._client = client
        self._stream = SessionStream(self._delivered)
        self._turns: list[FollowedTurn] = []
        self._snapshot = snapshot
        self._received = snapshot["replayFrom"] - 1
        """`seq` of the last event that came in; the cursor may be behind it."""
        self._cursor = Cursor(self._received, snapshot["epoch"])
        self._is_joined = True
        """Between a request to join and its answer nothing counts: what comes then comes again."""
        self._is_ended = False
        self._attempt = 0
        """Number of the current request to join; answers to older ones count no more."""
        self._failures = 0
        self._retry: asyncio.TimerHandle | None = None
        if snapshot["resume"] == "reset":
            self._stream.push({"type": "reset", "snapshot": snapshot})

    @property
    def snapshot(self) -> StateSnapshot:
        """The session as it was when it was last joined."""
        return self._snapshot

    @property
    def cursor(self) -> Cursor:
        """Where the session was last handed out up to: `client.join(id, cursor)` goes on from there, also in another process."""
        return self._cursor

    def on(self, type: str, listener: Listener) -> Callable[[], None]:
        """Calls a function with every event of a type: the gateway's, `reset`, and `ended`. Returns a function that ends it."""
        return self._stream.on(type, listener)

    def events(self) -> EventQueue[SessionItem]:
        """A loop over the events from here on. It ends when the session is left or deleted, and raises when the session cannot be
        rejoined or the client is closed by the gateway. What the loop has not read yet is kept in memory.
        """
        return self._stream.loop()

    async def run_turn(
        self,
        text: str,
        *,
        client_turn_id: str | None = None,
        when_busy: Literal["reject", "queue", "interrupt"] | None = None,
        attachments: Sequence[Attachment] | None = None,
    ) -> Turn:
        """Runs a turn. Returns when it is accepted; it is sent again by itself when the connection is lost before.

        Raises GatewayError, for instance TURN_IN_PROGRESS.
        """
        if self._is_ended:
            raise _gone()
        turn = FollowedTurn(client_turn_id or new_turn_id())
        self._stream.release()
        self._turns.append(turn)
        fields: dict[str, Any] = {"sessionId": self.id, "text": text, "clientTurnId": turn.client_turn_id}
        if when_busy is not None:
            fields["whenBusy"] = when_busy
        if attachments is not None:
            fields["attachments"] = attachments
        is_named = client_turn_id is not None
        try:
            await self._client.send("run_turn", fields, is_repeatable=True, on_reply=lambda ack: self._accepted(turn, ack, is_named))
        except BaseException:
            if turn in self._turns:
                self._turns.remove(turn)
            raise
        return turn

    async def stop(self) -> Ack:
        """Stops the running turn."""
        reply: Ack = await self._client.send("stop_turn", {"sessionId": self.id})
        return reply

    async def steer(self, content: str) -> Ack:
        """Guides the running turn."""
        reply: Ack = await self._client.send("steer", {"sessionId": self.id, "content": content})
        return reply

    async def answer(
        self,
        request_id: str,
        *,
        answers: Mapping[str, Any] | None = None,
        option_id: str | None = None,
        dismissed: bool | None = None,
    ) -> Ack:
        """Answers a question or a permission request."""
        given = {"answers": answers, "optionId": option_id, "dismissed": dismissed}
        fields = {name: value for name, value in given.items() if value is not None}
        reply: Ack = await self._client.send("answer_question", {**fields, "sessionId": self.id, "requestId": request_id})
        return reply

    async def leave(self) -> None:
        """Leaves the session: its loops end, its listeners hear no more."""
        if self._is_ended:
            return
        self.end(None)
        if not self._client.forget(self):
            return
        try:
            await self._client.send("leave_session", {"sessionId": self.id}, is_repeatable=False)
        except DiminuendoError:
            # A connection that is lost meanwhile has left everything, and no other one joins it again.
            return

    def rejoin(self) -> None:
        """For the client: the session must be joined anew, from where it is."""
        self._failures = 0
        self._join()

    def disconnected(self) -> None:
        """For the client: the connection is lost. What comes is of no use before the session is joined anew."""
        self._attempt += 1
        self._is_joined = False
        self._cancel_retry()

    def receive(self, event: Mapping[str, Any]) -> bool:
        """For the client: something of this session came in. Returns False when it was known already, or will come again."""
        notice: Any = event
        kind = event.get("type")
        if kind == "session_deleted":
            self._stream.push(notice)
            self.end(None)
            self._client.forget(self)
        if not self._is_joined:
            return False
        if is_durable(event):
            return self._receive_durable(notice)
        if kind == "session_synced":
            self._failures = 0
            self._stream.push(notice)
        if _is_broken_replay(event):
            self.disconnected()
            self._refused(GatewayError(event))
        return True

    def end(self, error: Exception | None) -> None:
        """For the client: nothing more comes."""
        if self._is_ended:
            return
        self._is_ended = True
        self.disconnected()
        for turn in self._turns:
            turn.fail(_gone() if error is None else error)
        self._turns.clear()
        self._stream.push(Ended(error))

    def _receive_durable(self, event: Any) -> bool:
        place = place_of(event["seq"], self._received)
        # The gateway leaves no gaps; but someone may have joined the same session over this connection from elsewhere.
        if place == "gap":
            self._join()
        if place != "next":
            return False
        self._received = event["seq"]
        if "turnId" in event:
            for turn in list(self._turns):
                turn.take(event)
                if turn.is_over:
                    self._turns.remove(turn)
        self._stream.push(event)
        return True

    def _delivered(self, item: SessionItem) -> None:
        if item["type"] == "reset":
            self._cursor = Cursor(0, item["snapshot"]["epoch"])
        else:
            self._cursor = Cursor(item["seq"], self._cursor.epoch)

    def _accepted(self, turn: FollowedTurn, ack: Ack, is_named: bool) -> None:
        turn.accepted(ack)
        if ack.get("duplicate") and is_named and not turn.has_started:
            # It may have begun before this session was joined. What comes from here on is held back until that is read.
            turn.precede(read_past_turn(self._client, self.id, turn.id, self._received))

    def _join(self) -> None:
        self._attempt += 1
        attempt = self._attempt
        self._is_joined = False
        self._cancel_retry()

        def follow(snapshot: StateSnapshot) -> None:
            if attempt == self._attempt:
                self._follow(snapshot)

        def settled(answer: asyncio.Future[Any]) -> None:
            error = None if answer.cancelled() else answer.exception()
            if isinstance(error, Exception) and attempt == self._attempt:
                self._refused(error)

        fields = {"sessionId": self.id, "afterSeq": self._received, "epoch": self._snapshot["epoch"]}
        self._client.send("join_session", fields, is_repeatable=False, is_urgent=True, on_reply=follow).add_done_callback(settled)

    def _follow(self, snapshot: StateSnapshot) -> None:
        self._is_joined = True
        self._snapshot = snapshot
        self._received = snapshot["replayFrom"] - 1
        if snapshot["resume"] != "reset":
            return
        # The request to join leaves before the turns that are asked for again: those belong to the new log.
        for turn in [turn for turn in self._turns if turn.is_accepted]:
            turn.fail(SessionResetError("The session's log was replaced while the turn ran."))
            self._turns.remove(turn)
        self._stream.push({"type": "reset", "snapshot": snapshot})

    def _refused(self, error: Exception) -> None:
        # The next connection brings the next attempt; a client that is closed ends its sessions by itself.
        if isinstance(error, ConnectionLostError | ClosedError):
            return
        if isinstance(error, GatewayError) and not error.retryable:
            self.end(error)
            self._client.forget(self)
            return
        retry_after = (error.retry_after or 0.0) if isinstance(error, GatewayError) else 0.0
        delay = max(retry_after, self._client.retry_delay(self._failures))
        self._failures += 1
        self._retry = asyncio.get_running_loop().call_later(delay, self._join)

    def _cancel_retry(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None


def new_turn_id() -> str:
    """A name for a turn that no other has."""
    return secrets.token_hex(16)


def _gone() -> SessionEndedError:
    return SessionEndedError("The session was left or deleted.")


def _is_broken_replay(event: Mapping[str, Any]) -> bool:
    """The gateway could not go on with a replay that it had begun, and has left the session."""
    return event.get("type") == "error" and event.get("messageType") == "join_session" and event.get("ref") is None
