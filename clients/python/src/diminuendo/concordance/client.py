"""The client of Concordance."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from .._generated.concordance.operations import ConcordanceOperations
from .._generated.concordance.types import (
    BatchResult,
    ClusterStatus,
    Consistency,
    DeleteResult,
    Entry,
    EntryAddress,
    EntryList,
    EntryPage,
    Operation,
)
from .._token import bearer_of
from .._web_socket import farewells
from .errors import ConcordanceError
from .nodes import ClusterState, Nodes
from .requester import NodeRequester
from .stream import StreamCalls
from .watch import OnChange, Watch, WatchOptions

KEEP_ALIVE = 2.0
"""Connections that were idle for longer are not used again, as nodes may be about to close them, in seconds."""


class ConcordanceClient:
    """A client of a Concordance cluster. It follows the leader, tries again what can be tried again, and resumes watches where they
    were.

    What any call may raise:

    - ConcordanceError: the cluster refused it. It had no effect. `code` says why.
    - OutcomeUnknownError: it is a write, and whether it took effect is not known.
    - ConcordanceConnectionError: no node could be reached in time, or the client is closed. Nothing was done.

    `rest` has every operation of the HTTP interface, `stream` every method of the WebSocket.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        api_key: str,
        *,
        timeout: float = 10.0,
        actor: str | None = None,
        on_state: Callable[[ClusterState], None] | None = None,
    ) -> None:
        """Does nothing yet: the first call connects.

        - addresses: Nodes of the cluster, `host:port` each; one is enough, several are found more surely. Further ones are learned
          from the cluster. Reads that need not be linearizable, and watches, go to the first of them that answers.
        - api_key: The full key, or the one that may only read.
        - timeout: Time in which a call must succeed, all its attempts included, in seconds.
        - actor: Who makes the changes, for people to read.
        - on_state: Called when another node leads, and when a node cannot be reached.

        Raises ValueError when an address is none, or there is none, or when no header can hold the key.
        """
        # What cannot be sent is not tried at one node after the other.
        bearer_of(api_key)
        self._nodes = Nodes(addresses, on_state)
        self._actor = actor
        self._http = httpx.AsyncClient(limits=httpx.Limits(keepalive_expiry=KEEP_ALIVE))
        self.rest = ConcordanceOperations(NodeRequester(self._http, self._nodes, api_key, timeout))
        self._told = ConcordanceOperations(NodeRequester(self._http, self._nodes, api_key, timeout, is_told=True))
        self.stream = StreamCalls(self._nodes, api_key, timeout)
        self._watches: set[Watch] = set()
        self._watching = WatchOptions(self._nodes, api_key, timeout, self._watches.discard)
        self._learning: asyncio.Task[None] | None = None
        self._is_known = False

    async def get(self, namespace: str, key: str, *, consistency: Consistency | None = None) -> Entry | None:
        """Reads an entry; None when there is none."""
        self._learn()
        try:
            return (await self.rest.kv.get(namespace=namespace, key=key, consistency=consistency)).value
        except ConcordanceError as error:
            if error.code == "NOT_FOUND":
                return None
            raise

    async def mget(self, keys: Sequence[EntryAddress], *, consistency: Consistency | None = None) -> EntryList:
        """Reads several entries, all from the same state. Each is where its key was asked for, None where there is none."""
        self._learn()
        return await self.stream.kv_mget(keys=keys, consistency=consistency)

    async def list(
        self,
        namespace: str,
        *,
        prefix: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        consistency: Consistency | None = None,
    ) -> EntryPage:
        """Reads a page of a namespace's entries, by their keys. Entries of the namespaces below it are not among them."""
        self._learn()
        return await self.rest.kv.list(namespace=namespace, prefix=prefix, limit=limit, cursor=cursor, consistency=consistency)

    def entries(
        self,
        namespace: str,
        *,
        prefix: str | None = None,
        limit: int | None = None,
        consistency: Consistency | None = None,
    ) -> AsyncIterator[Entry]:
        """All entries of a namespace, by their keys. Pages are read one after the other, and each is of its own moment."""
        return self.rest.kv.list_all(namespace=namespace, prefix=prefix, limit=limit, consistency=consistency)

    async def set(
        self,
        namespace: str,
        key: str,
        value: Any,
        *,
        cas: int | None = None,
        expires_at: int | None = None,
        ttl_ms: int | None = None,
        actor: str | None = None,
        repeat_unknown: bool = False,
    ) -> Entry:
        """Writes an entry: any JSON, 1 MiB at the most. With another version than `cas` it is refused with `CAS_CONFLICT`; 0: there
        must be none. It expires at a time in ms since 1970, or in so many ms from when the leader takes the write.

        `repeat_unknown`: when the answer is lost, write again, although the write may then take effect twice, or undo what came
        between. Without it such a write fails with OutcomeUnknownError, unless it demands a version by which it takes effect once at
        the most.
        """
        self._learn()
        written = await self._operations(repeat_unknown).kv.set(
            namespace=namespace,
            key=key,
            value=value,
            cas=cas,
            expires_at=expires_at,
            ttl_ms=ttl_ms,
            actor=actor or self._actor,
        )
        return written.value

    async def delete(
        self,
        namespace: str,
        key: str,
        *,
        cas: int | None = None,
        actor: str | None = None,
        repeat_unknown: bool = False,
    ) -> DeleteResult:
        """Deletes an entry. One that is not there is no error."""
        self._learn()
        return await self._operations(repeat_unknown).kv.delete(namespace=namespace, key=key, cas=cas, actor=actor or self._actor)

    async def batch(self, operations: Sequence[Operation], *, actor: str | None = None, repeat_unknown: bool = False) -> BatchResult:
        """Does several operations, all or nothing."""
        self._learn()
        return await self._operations(repeat_unknown).batch.apply(operations=operations, actor=actor or self._actor)

    def watch(self, namespace: str, *, since: int | None = None, on_change: OnChange | None = None) -> Watch:
        """The changes of a namespace and of those below it: every one, in order, once. With `since` those of higher revisions come,
        without it those from now on. It goes on by itself when a connection is lost, until it is closed. `on_change` is called with
        every change, one after the other, in place of a loop.
        """
        self._learn()
        watch = Watch(self._watching, namespace, since, on_change)
        self._watches.add(watch)
        return watch

    async def status(self, *, consistency: Consistency | None = None) -> ClusterStatus:
        """What some node knows of its cluster; with `linearizable` what the leader knows, which is most."""
        return await self.rest.cluster.status(consistency=consistency)

    async def join(self, node_id: str, address: str, *, learner: bool | None = None) -> ClusterStatus:
        """Takes a node into the cluster, or changes its address."""
        return await self.rest.cluster.join(node_id=node_id, address=address, learner=learner)

    async def remove(self, node_id: str) -> ClusterStatus:
        """Takes a node out of the cluster."""
        return await self.rest.cluster.remove(node_id=node_id)

    async def transfer(self, node_id: str | None = None) -> ClusterStatus:
        """Hands leadership over, to the most advanced node by default."""
        return await self.rest.cluster.transfer(node_id=node_id)

    async def close(self) -> None:
        """Ends all connections. Watches end."""
        if self._learning is not None:
            self._learning.cancel()
        watches = list(self._watches)
        for watch in watches:
            watch.close()
        for watch in watches:
            await watch.gone()
        self.stream.close()
        await self._http.aclose()
        await farewells()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    def _operations(self, repeat_unknown: bool) -> ConcordanceOperations:
        return self._told if repeat_unknown else self.rest

    def _learn(self) -> None:
        """Asks where the other nodes are, once somebody needs the cluster."""
        if self._learning is None and not self._is_known:
            self._learning = asyncio.ensure_future(self._ask_members())

    async def _ask_members(self) -> None:
        try:
            status = await self.rest.cluster.status()
        except Exception:
            # Whoever makes a call hears what is wrong; the next one asks again.
            self._learning = None
            return
        self._nodes.learn([member["address"] for member in status["members"]])
        self._is_known = True
        self._learning = None
