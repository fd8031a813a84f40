"""What can go wrong with the gateway."""

from collections.abc import Mapping, Sequence
from typing import Any

from ._generated.gateway.error_codes import ERROR_CODES
from ._generated.gateway.types import ErrorDetail


class DiminuendoError(Exception):
    """Everything that the clients of the gateway raise by themselves."""


class GatewayError(DiminuendoError):
    """The gateway refused a message, and nothing has changed; or it reports what made it close the connection."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(error.get("message", ""))
        self.code: str = error.get("code", "INTERNAL")
        self.message: str = error.get("message", "")
        self.message_type: str | None = error.get("messageType")
        """`type` of the message that was refused."""
        self.session_id: str | None = error.get("sessionId")
        retry_after_ms = error.get("retryAfterMs")
        self.retry_after: float | None = None if retry_after_ms is None else retry_after_ms / 1000
        """When to try again, in seconds."""
        self.details: Sequence[ErrorDetail] = error.get("details") or ()
        """The members that break a rule."""

    @property
    def retryable(self) -> bool:
        """The same message may succeed later without a change to it. False for codes that are newer than this client."""
        facts = ERROR_CODES.get(self.code)
        return facts is not None and facts.retryable

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class ConnectionLostError(DiminuendoError):
    """The connection was lost after a message had left and before its answer came. Whether it took effect is not known."""


class RequestTimeoutError(DiminuendoError, TimeoutError):
    """No answer came in time. Whether the message took effect is not known."""


class QueueFullError(DiminuendoError):
    """There is no connection, and as many calls as may wait for one wait already. This one was not sent."""


class ClosedError(DiminuendoError):
    """The client is closed: by `close()`, or because the gateway does not want it back. `__cause__` says why."""

    def __init__(self, message: str, cause: BaseException | None = None) -> None:
        super().__init__(message)
        self.__cause__ = cause

    def again(self) -> "ClosedError":
        """The same for another one who is told: an exception is raised once."""
        return ClosedError(str(self), self.__cause__)


class VersionMismatchError(DiminuendoError):
    """The gateway does not speak the version of the protocol that this client speaks."""

    def __init__(self, message: str, supported_versions: Sequence[int]) -> None:
        super().__init__(message)
        self.supported_versions = supported_versions


class SessionEndedError(DiminuendoError):
    """The session was left or deleted while something of it was waited for."""


class SessionResetError(DiminuendoError):
    """The session's log was replaced by another one, for instance from a backup; what was heard of it counts no more."""
