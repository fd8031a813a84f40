"""Clients of the Diminuendo gateway and of Concordance, its configuration store."""

from ._link import ClientState, StateChange
from ._reconnect import Backoff
from ._requester import ServerSentEvent, Versioned
from .concordance.client import ConcordanceClient
from .concordance.errors import CompactedError, ConcordanceConnectionError, ConcordanceError, OutcomeUnknownError
from .concordance.nodes import ClusterState
from .concordance.watch import Watch
from .config.client import ConfigClient, ConfigListing
from .config.errors import ConfigError, ConfigOutcomeUnknownError
from .config.subscription import ConfigSubscription
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
from .rest.client import RestClient
from .rest.errors import RestError

__all__ = [
    "Backoff",
    "ClientState",
    "ClosedError",
    "ClusterState",
    "CompactedError",
    "ConcordanceClient",
    "ConcordanceConnectionError",
    "ConcordanceError",
    "ConfigClient",
    "ConfigError",
    "ConfigListing",
    "ConfigOutcomeUnknownError",
    "ConfigSubscription",
    "ConnectionLostError",
    "Cursor",
    "DiminuendoError",
    "Ended",
    "GatewayClient",
    "GatewayError",
    "JoinedSession",
    "OutcomeUnknownError",
    "QueueFullError",
    "RequestTimeoutError",
    "Reset",
    "RestClient",
    "RestError",
    "ServerSentEvent",
    "SessionEndedError",
    "SessionItem",
    "SessionResetError",
    "StateChange",
    "Turn",
    "TurnEnd",
    "Versioned",
    "VersionMismatchError",
    "Watch",
]
