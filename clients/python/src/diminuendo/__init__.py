"""Clients of the Diminuendo gateway and of Concordance, its configuration store."""

from ._link import ClientState, StateChange
from ._reconnect import Backoff
from .errors import (
    ClosedError,
    ConnectionLostError,
    DiminuendoError,
    GatewayError,
    QueueFullError,
    RequestTimeoutError,
    SessionEndedError,
    SessionResetError,
    VersionMismatchError,
)
from .gateway.client import GatewayClient
from .gateway.session import JoinedSession
from .gateway.session_cursor import Cursor
from .gateway.session_stream import Ended, Reset, SessionItem
from .gateway.turn import Turn, TurnEnd

__all__ = [
    "Backoff",
    "ClientState",
    "ClosedError",
    "ConnectionLostError",
    "Cursor",
    "DiminuendoError",
    "Ended",
    "GatewayClient",
    "GatewayError",
    "JoinedSession",
    "QueueFullError",
    "RequestTimeoutError",
    "Reset",
    "SessionEndedError",
    "SessionItem",
    "SessionResetError",
    "StateChange",
    "Turn",
    "TurnEnd",
    "VersionMismatchError",
]
