"""What can go wrong with the configuration."""

from collections.abc import Mapping
from typing import Any

from ..errors import DiminuendoError, GatewayError


class ConfigError(GatewayError):
    """The gateway refused a call about the configuration, and nothing has changed. `code` says why: for instance
    `VERSION_CONFLICT`, `COMPACTED`, `FORBIDDEN`, or `CONFIG_UNAVAILABLE` when the store cannot be reached.
    """

    def __init__(self, message: str, data: Mapping[str, Any], method: str | None = None) -> None:
        super().__init__({"code": "INTERNAL", **data, "message": message})
        self.method = method
        """The method of the call; None where the connection itself was refused."""
        self.current_version: int | None = data.get("currentVersion")
        """Of a `VERSION_CONFLICT`: the version that the entry has, 0 if there is none."""
        self.operation: int | None = data.get("operation")
        """Of a `VERSION_CONFLICT` of a batch: which operation met that version, counted from 0."""


class ConfigOutcomeUnknownError(DiminuendoError):
    """Whether a write took effect is not known, and it still may take effect: its answer was lost. `__cause__` says how. Read to
    find out what came of it.
    """

    def __init__(self, method: str, cause: Exception) -> None:
        super().__init__(f"Whether {method} took effect is not known: {cause}")
        self.__cause__ = cause
        self.method = method
        """The method of the call."""
        self.current_version: int | None = cause.current_version if isinstance(cause, ConfigError) else None
        """The call was repeated and met another version than its `cas`: this one, 0 if there was no entry. It is the call's own work
        or another's.
        """
        self.operation: int | None = cause.operation if isinstance(cause, ConfigError) else None
        """In a batch: which operation met that version, counted from 0."""


def error_of(error: Mapping[str, Any], method: str | None = None) -> ConfigError:
    """What a refusal says; one that does not name its code is a failure of the gateway, or of what stands before it."""
    return ConfigError(str(error.get("message", "")), error.get("data") or {}, method)
