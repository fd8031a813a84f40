"""What the generated operations of HTTP interfaces need of a transport."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """The answer to a request that succeeded."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def etag(self) -> str:
        return self.headers.get("etag", "")

    @property
    def is_replayed(self) -> bool:
        return self.headers.get("idempotency-replayed") == "true"


@dataclass(frozen=True)
class Versioned(Generic[T]):
    """A resource in one of its versions."""

    value: T
    etag: str
    """Names the version: hand it back as `if_match`, and a write that would overwrite another version is refused."""
    is_replayed: bool = False
    """The request was made before with the same `Idempotency-Key`, and this is what it was answered then."""


@dataclass(frozen=True)
class ServerSentEvent:
    """An event of a stream."""

    event: str
    """The `type` of the event."""
    data: Any
    id: str | None = None
    """Of the last event that has one, this included."""


@dataclass(frozen=True)
class Request:
    """A request, by the names on the wire."""

    method: str
    path: str
    path_parameters: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None

    @property
    def target(self) -> str:
        """The path with its parameters filled in."""
        return self.path.format_map({name: quote(str(value), safe="") for name, value in self.path_parameters.items()})

    @property
    def content(self) -> bytes | None:
        """The body as JSON."""
        return None if self.body is None else json.dumps(self.body, ensure_ascii=False, allow_nan=False).encode()

    @property
    def name(self) -> str:
        """What it is called when something is said about it."""
        return f"{self.method} {self.path}"


class Requester(Protocol):
    """Makes HTTP requests."""

    async def request(self, request: Request) -> Answer:
        """Makes a request, and returns its answer."""
        ...

    def read(self, request: Request) -> AsyncIterator[bytes]:
        """Makes a request, and reads its answer piece by piece."""
        ...


class StreamingRequester(Requester, Protocol):
    """One that follows streams of events, too."""

    def events(self, request: Request) -> AsyncIterator[ServerSentEvent]:
        """Follows a stream of events."""
        ...


async def pages(requester: Requester, request: Request) -> AsyncIterator[Any]:
    """Reads page after page, and yields their items."""
    while True:
        page = (await requester.request(request)).body
        for item in page["items"]:
            yield item
        if page["nextCursor"] is None:
            return
        request = replace(request, query={**request.query, "cursor": page["nextCursor"]})
