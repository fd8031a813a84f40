"""The nodes of a cluster."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import ConcordanceError

AVOID = 0.5
"""A node that cannot be reached, or serves nothing, is left alone for so long, in seconds."""

_ADDRESS = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}")


@dataclass(frozen=True)
class ClusterState:
    """Where calls go now."""

    leader: str | None
    """The node that leads, as far as the client knows."""
    problem: Exception | None
    """Why a node could not be reached; None when that is not what has changed."""


@dataclass(frozen=True)
class Destination:
    """Where a call goes."""

    address: str
    is_forwarding: bool
    """The node is not the leader, but can reach it."""


class Nodes:
    """The nodes of a cluster: which of them leads, and which are to be left alone for a moment."""

    def __init__(self, addresses: Sequence[str], on_state: Callable[[ClusterState], None] | None) -> None:
        """Raises ValueError when an address is none, or there is none."""
        if not addresses:
            raise ValueError("Give the client the address of a node at least.")
        self._addresses = list(dict.fromkeys(map(read_address, addresses)))
        """In the order in which they are tried: those that were given come first."""
        self._given = frozenset(self._addresses)
        self._on_state = on_state
        self._leader: str | None = None
        self._avoided: dict[str, float] = {}
        self._preferred: str | None = None

    @property
    def leader(self) -> str | None:
        return self._leader

    def destination(self, goes_to_leader: bool) -> Destination:
        """Where a call goes now. Whoever is asked says who leads; a leader that cannot be reached from here is reached through
        others.
        """
        if not goes_to_leader:
            return Destination(self._any(), False)
        leader = self._leader
        if leader is None:
            return Destination(self._any(), False)
        if not self._is_avoided(leader):
            return Destination(leader, False)
        return Destination(self._any(), True)

    def answered(self, address: str, is_leader: bool) -> None:
        """A node has done what it was asked."""
        self._avoided.pop(address, None)
        if is_leader:
            self._follow(address)

    def heed(self, address: str, error: ConcordanceError) -> None:
        """Takes from a refusal what it says of the nodes."""
        if error.code == "NOT_LEADER":
            leader = error.data.get("leader")
            self._follow(leader if isinstance(leader, str) and _ADDRESS.fullmatch(leader) else None)
        elif error.code in ("STORAGE_FAILED", "SHUTTING_DOWN"):
            self.failed(address, error)
        elif error.code == "NO_LEADER":
            self._follow(None)

    def failed(self, address: str, problem: Exception, pause: float = AVOID) -> None:
        """A node could not be reached, or is of no use for a while."""
        self._avoided[address] = time.monotonic() + pause
        if self._preferred == address:
            self._preferred = None
        if self._leader == address and self._has_other(address):
            # Others know who leads now.
            self._leader = None
        self._tell(problem)

    def learn(self, addresses: Sequence[str]) -> None:
        """Takes from a cluster's status where its members are."""
        members = [address for address in addresses if _ADDRESS.fullmatch(address)]
        kept = [address for address in self._addresses if address in self._given or address in members]
        self._addresses = list(dict.fromkeys([*kept, *members]))

    def _any(self) -> str:
        """Some node that serves: the same one as long as it does, so that reads do not go back in time."""
        preferred = self._preferred
        if preferred is not None and not self._is_avoided(preferred):
            return preferred
        # When all are to be left alone, the one that was left alone for the longest is tried.
        chosen = min(self._addresses, key=lambda address: self._avoided.get(address, 0.0) if self._is_avoided(address) else 0.0)
        self._preferred = chosen
        return chosen

    def _is_avoided(self, address: str) -> bool:
        return self._avoided.get(address, 0.0) > time.monotonic()

    def _has_other(self, address: str) -> bool:
        return any(other != address for other in self._addresses)

    def _follow(self, leader: str | None) -> None:
        if leader is not None and leader not in self._addresses:
            self._addresses.append(leader)
        if leader != self._leader:
            self._leader = leader
            self._tell(None)

    def _tell(self, problem: Exception | None) -> None:
        if self._on_state is not None:
            self._on_state(ClusterState(self._leader, problem))


def read_address(given: str) -> str:
    """The `host:port` of a node that may be given as `http://host:port`. Raises ValueError."""
    address = given.removeprefix("http://").removesuffix("/")
    if not _ADDRESS.fullmatch(address) or int(address.rpartition(":")[2]) > 65_535:
        raise ValueError(f"{given!r} is no address of a node: it must be like 127.0.0.1:4100.")
    return address
