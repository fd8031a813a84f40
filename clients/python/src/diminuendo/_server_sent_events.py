"""Reads server-sent events."""

from collections.abc import Iterator


class EventParser:
    """Takes pieces of a stream as they come, and yields its events: their type, their data and the last id."""

    def __init__(self) -> None:
        self._rest = b""
        self._type = ""
        self._data: list[str] = []
        self._id: str | None = None

    def feed(self, piece: bytes) -> Iterator[tuple[str, str, str | None]]:
        # Only these end a line; what else looks like a line's end to Python may stand within one.
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for raw in lines:
            line = raw.removesuffix(b"\r").decode()
            if line == "":
                if self._data:
                    yield self._type or "message", "\n".join(self._data), self._id
                self._type = ""
                self._data = []
                continue
            name, _, value = line.partition(":")
            self._field(name, value.removeprefix(" "))

    def _field(self, name: str, value: str) -> None:
        if name == "event":
            self._type = value
        elif name == "data":
            self._data.append(value)
        elif name == "id":
            self._id = value
