"""What can go wrong with Concordance."""

from collections.abc import Mapping
from typing import Any

from .._generated.concordance.error_codes import BY_RPC_CODE, ERROR_CODES


class ConcordanceError(Exception):
    """The cluster refused a call. A write that was refused had no effect, and never will have."""

    def __init__(self, code: str, message: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data: Mapping[str, Any] = data or {}
        """What the code tells beside its message; which members there are depends on it."""

    @property
    def retryable(self) -> bool:
        """The same call may succeed later without a change to it. The client has tried for a while already where that makes sense."""
        return ERROR_CODES[self.code].retryable

    @property
    def current_version(self) -> int | None:
        """Of a `CAS_CONFLICT`: the version that the entry has, 0 if there is none."""
        return self.data.get("currentVersion")

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class CompactedError(ConcordanceError):
    """The changes after a revision are not kept any more: read the entries again, and watch from the revision that comes with
    them.
    """

    def __init__(self, message: str, compacted_to: int) -> None:
        super().__init__("COMPACTED", message, {"compactedTo": compacted_to})
        self.compacted_to = compacted_to
        """The lowest revision that changes can be continued from."""


class OutcomeUnknownError(Exception):
    """Whether a write took effect is not known, and it still may take effect: its answer was lost. `__cause__` says how. Read to
    find out what came of it.
    """

    def __init__(self, call: str, cause: Exception) -> None:
        super().__init__(f"Whether {call} took effect is not known: {cause}")
        self.__cause__ = cause
        self.call = call
        """What was called."""
        data = cause.data if isinstance(cause, ConcordanceError) else {}
        self.current_version: int | None = data.get("currentVersion")
        """The call was repeated and met another version than its `cas`: this one, 0 if there was no entry. It is the call's own work
        or another's.
        """
        self.operation: int | None = data.get("operation")
        """In a batch: which operation met that version, counted from 0."""


class ConcordanceConnectionError(Exception):
    """No node could be reached, or none answered in time, or the client is closed. Nothing was done."""


class AnswerLostError(ConcordanceConnectionError):
    """A call was sent, and the connection was lost before its answer came. Callers see it as the cause of others."""


def error_of_rpc(error: Mapping[str, Any]) -> ConcordanceError:
    """The error of an answer of JSON-RPC. What is missing or unknown in it is taken for the least that it can mean."""
    data = error.get("data")
    return _error(data if isinstance(data, dict) else {}, BY_RPC_CODE.get(error.get("code", 0), "INTERNAL"), error.get("message"))


def error_of_body(body: Any) -> ConcordanceError | None:
    """The error of an answer over HTTP; None when the answer is none of Concordance."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict) or error.get("code") not in ERROR_CODES:
        return None
    return _error({name: value for name, value in error.items() if name != "message"}, "INTERNAL", error.get("message"))


def _error(data: Mapping[str, Any], otherwise: str, message: Any) -> ConcordanceError:
    code = data.get("code")
    known = code if isinstance(code, str) and code in ERROR_CODES else otherwise
    rest = {name: value for name, value in data.items() if name != "code"}
    return ConcordanceError(known, message if isinstance(message, str) else known, rest)
