"""Drives the SDK for the conformance of clients: commands on stdin, what a user sees on stdout, one JSON object a line."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, get_args

from diminuendo import Backoff, Cursor, Ended, GatewayClient, GatewayError, JoinedSession, StateChange, Turn
from diminuendo._generated.gateway.calls import DurableEventType

MOST_LINE = 16 * 1024 * 1024


class User:
    """Somebody who uses a client as they are told to, and writes down what they see."""

    def __init__(self, write: Callable[[Mapping[str, Any]], None]) -> None:
        self._write = write
        self._client: GatewayClient | None = None
        self._sessions: dict[str, JoinedSession] = {}
        self._turns: dict[str, Turn] = {}
        self._loops: set[asyncio.Task[None]] = set()

    async def obey(self, command: Mapping[str, Any]) -> Any:
        """Does what a command says. Returns its result."""
        match command["do"]:
            case "open":
                return self._open(command)
            case "connect":
                return await self._connected.connect()
            case "call":
                return await self._connected.request(command["type"], command["fields"])
            case "on":
                name = command["as"]
                self._connected.on(command["type"], lambda item: self._hear(name, "listener", item))
                return None
            case "join":
                return await self._join(command)
            case "run_turn":
                return await self._run_turn(command)
            case "turn_end":
                return await self._turns[command["turn"]].ended()
            case "cursor":
                cursor = self._sessions[command["session"]].cursor
                return {"afterSeq": cursor.after_seq, "epoch": cursor.epoch}
            case "leave":
                return await self._sessions[command["session"]].leave()
            case "state":
                return self._connected.state
            case "settle":
                return await settle()
            case "close":
                return await self.close()
            case unknown:
                raise ValueError(f"There is no command {unknown}.")

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    @property
    def _connected(self) -> GatewayClient:
        if self._client is None:
            raise ValueError("There is no client yet.")
        return self._client

    def _open(self, command: Mapping[str, Any]) -> None:
        options = command["options"]
        tokens: list[str] | None = command.get("tokens")
        seconds = {
            name: options[wire] / 1000
            for name, wire in [
                ("request_timeout", "requestTimeoutMs"),
                ("handshake_timeout", "handshakeTimeoutMs"),
                ("silence_grace", "silenceGraceMs"),
            ]
            if wire in options
        }
        counts = {"max_queued_calls": options["maxQueuedCalls"]} if "maxQueuedCalls" in options else {}
        client = GatewayClient(
            command["url"],
            token=command.get("token") if tokens is None else (lambda: tokens.pop(0) if len(tokens) > 1 else tokens[0]),
            reconnect=Backoff(options["minDelayMs"] / 1000, options["maxDelayMs"] / 1000),
            **seconds,
            **counts,
        )
        client.on("state", self._changed)
        self._client = client

    def _changed(self, change: StateChange) -> None:
        retry_in_ms = None if change.retry_in is None else change.retry_in * 1000
        self._write({"state": change.state, "error": told(change.error), "retryInMs": retry_in_ms})

    async def _join(self, command: Mapping[str, Any]) -> Any:
        name = command["as"]
        cursor = Cursor(command["afterSeq"], command.get("epoch", "")) if "afterSeq" in command else None
        session = await self._connected.join(command["sessionId"], cursor)
        self._sessions[name] = session
        for type in [*get_args(DurableEventType), *command.get("also", ()), "reset", "ended"]:
            session.on(type, lambda item: self._hear(name, "listener", item_of(item)))
        for type in ("session_synced", "session_deleted"):
            session.on(type, lambda item: self._hear(f"{name}.notices", "listener", item))
        self._follow(name, session.events())
        return session.snapshot

    async def _run_turn(self, command: Mapping[str, Any]) -> Any:
        given = command.get("options", {})
        turn = await self._sessions[command["session"]].run_turn(
            command["text"],
            client_turn_id=given.get("clientTurnId"),
            when_busy=given.get("whenBusy"),
            attachments=given.get("attachments"),
        )
        self._turns[command["as"]] = turn
        self._follow(command["as"], aiter(turn))
        known = {name: value for name, value in turn.ack.items() if name in ("duplicate", "queued")}
        return {"turnId": turn.id, "clientTurnId": turn.client_turn_id, **known}

    def _follow(self, name: str, items: AsyncIterator[Any]) -> None:
        task = asyncio.create_task(self._loop(name, items))
        self._loops.add(task)
        task.add_done_callback(self._loops.discard)

    async def _loop(self, name: str, items: AsyncIterator[Any]) -> None:
        failure: Exception | None = None
        try:
            async for item in items:
                self._hear(name, "loop", item_of(item))
        except Exception as error:
            failure = error
        self._hear(name, "loop", item_of(Ended(failure)))

    def _hear(self, heard: str, via: str, item: Any) -> None:
        self._write({"heard": heard, "via": via, "item": item})


def item_of(item: Any) -> Any:
    if isinstance(item, Ended):
        return {"type": "ended", "error": told(item.error)}
    return {"type": "reset", "epoch": item["snapshot"]["epoch"]} if item["type"] == "reset" else item


def told(error: BaseException | None) -> dict[str, Any] | None:
    """An error as a user of the SDK sees it."""
    if error is None:
        return None
    tale: dict[str, Any] = {"class": type(error).__name__, "message": str(error), "cause": told(error.__cause__)}
    if isinstance(error, GatewayError):
        tale.update(code=error.code, message=error.message, retryable=error.retryable, details=list(error.details))
        if error.message_type is not None:
            tale["messageType"] = error.message_type
        if error.retry_after is not None:
            tale["retryAfterMs"] = error.retry_after * 1000
    return tale


async def settle() -> None:
    """Waits until everything that has come in is worked off."""
    for _ in range(3):
        await asyncio.sleep(0.001)


async def main() -> None:
    def write(report: Mapping[str, Any]) -> None:
        sys.stdout.write(f"{json.dumps(report)}\n")
        sys.stdout.flush()

    async def carry_out(command: Mapping[str, Any]) -> None:
        try:
            result = await user.obey(command)
        except Exception as error:
            write({"id": command["id"], "error": told(error)})
        else:
            write({"id": command["id"], "result": result})

    lines = asyncio.StreamReader(limit=MOST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    user = User(write)
    running: set[asyncio.Task[None]] = set()
    write({"ready": {"sdk": "python", "via": ["loop", "listener"]}})
    while line := await lines.readline():
        task = asyncio.create_task(carry_out(json.loads(line)))
        running.add(task)
        task.add_done_callback(running.discard)
    await user.close()


asyncio.run(main())
