"""What the generated operations of HTTP interfaces need of a transport."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

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


class Requester(Protocol):
    """Makes HTTP requests."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Makes a request, and returns its answer."""
        ...

    def read(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[bytes]:
        """Makes a request, and reads its answer piece by piece."""
        ...

    def pages(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[Any]:
        """Reads page after page, and yields their items."""
        ...


class StreamingRequester(Requester, Protocol):
    """One that follows streams of events, too."""

    def events(
        self,
        method: str,
        path: str,
        *,
        path_parameters: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> AsyncIterator[ServerSentEvent]:
        """Follows a stream of events."""
        ...
