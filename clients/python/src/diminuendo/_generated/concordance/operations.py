# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""A method for each operation of the HTTP interface."""

from collections.abc import (
    AsyncIterator,
    Sequence,
)
from typing import (
    Any,
    Optional,
)
from ..._arguments import gathered
from ..._requester import (
    Request,
    Requester,
    Versioned,
    pages,
)
from .types import (
    Actor,
    Address,
    BatchResult,
    ChangePage,
    ClusterStatus,
    Consistency,
    Cursor,
    DeleteResult,
    Duration,
    Entry,
    EntryPage,
    Health,
    Key,
    KeyPrefix,
    Namespace,
    NodeId,
    Operation,
    Readiness,
    Revision,
    UnixMillis,
    Version,
)


class KvOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        namespace: Namespace,
        prefix: Optional[KeyPrefix] = None,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
        consistency: Optional[Consistency] = None,
    ) -> EntryPage:
        """Lists the entries of a namespace; not those of the namespaces below it.

        `GET /api/v1/kv/{namespace}`.

        Arguments:

        - prefix: Only entries whose keys begin like this.
        - cursor: `nextCursor` of the page before.
        - consistency: Where the read is made.
        """
        request = Request(
            "GET",
            "/api/v1/kv/{namespace}",
            path_parameters={
                "namespace": namespace,
            },
            query=gathered(
                {},
                {
                    "prefix": prefix,
                    "limit": limit,
                    "cursor": cursor,
                    "consistency": consistency,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: EntryPage = answer.body
        return body

    def list_all(
        self,
        *,
        namespace: Namespace,
        prefix: Optional[KeyPrefix] = None,
        limit: Optional[int] = None,
        consistency: Optional[Consistency] = None,
    ) -> AsyncIterator[Entry]:
        """All that `list` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/kv/{namespace}",
            path_parameters={
                "namespace": namespace,
            },
            query=gathered(
                {},
                {
                    "prefix": prefix,
                    "limit": limit,
                    "consistency": consistency,
                },
            ),
        )
        return pages(self._requester, request)

    async def get(
        self,
        *,
        namespace: Namespace,
        key: Key,
        consistency: Optional[Consistency] = None,
    ) -> Versioned[Entry]:
        """Reads an entry.

        `GET /api/v1/kv/{namespace}/{key}`.

        Arguments:

        - consistency: Where the read is made.
        """
        request = Request(
            "GET",
            "/api/v1/kv/{namespace}/{key}",
            path_parameters={
                "namespace": namespace,
                "key": key,
            },
            query=gathered(
                {},
                {
                    "consistency": consistency,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def set(
        self,
        *,
        namespace: Namespace,
        key: Key,
        value: Any,
        actor: Optional[Actor] = None,
        cas: Optional[Version] = None,
        expires_at: Optional[UnixMillis] = None,
        ttl_ms: Optional[Duration] = None,
    ) -> Versioned[Entry]:
        """Writes an entry.

        `PUT /api/v1/kv/{namespace}/{key}`.

        Arguments:

        - value: Any JSON, at most `valueBytes` of it.
        - actor: Who makes the change.
        - cas: The version that the entry must have; 0: there must be none.
        - expires_at: When the entry expires. One that is over already makes an entry that is gone at once.
        - ttl_ms: The same, counted from when the leader takes the write.
        """
        request = Request(
            "PUT",
            "/api/v1/kv/{namespace}/{key}",
            path_parameters={
                "namespace": namespace,
                "key": key,
            },
            body=gathered(
                {
                    "value": value,
                },
                {
                    "actor": actor,
                    "cas": cas,
                    "expiresAt": expires_at,
                    "ttlMs": ttl_ms,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def delete(
        self,
        *,
        namespace: Namespace,
        key: Key,
        actor: Optional[Actor] = None,
        cas: Optional[Version] = None,
    ) -> DeleteResult:
        """Deletes an entry. One that is not there is no error.

        `DELETE /api/v1/kv/{namespace}/{key}`.

        Arguments:

        - actor: Who makes the change.
        - cas: The version that the entry must have; 0: there must be none.
        """
        request = Request(
            "DELETE",
            "/api/v1/kv/{namespace}/{key}",
            path_parameters={
                "namespace": namespace,
                "key": key,
            },
            query=gathered(
                {},
                {
                    "actor": actor,
                    "cas": cas,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: DeleteResult = answer.body
        return body


class BatchOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    async def apply(
        self,
        *,
        operations: Sequence[Operation],
        actor: Optional[Actor] = None,
    ) -> BatchResult:
        """Does several operations, all or nothing.

        `POST /api/v1/batch`.

        Arguments:

        - operations: As JSON at most `batchBytes`.
        - actor: Who makes the changes.
        """
        request = Request(
            "POST",
            "/api/v1/batch",
            body=gathered(
                {
                    "operations": operations,
                },
                {
                    "actor": actor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: BatchResult = answer.body
        return body


class ChangesOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        namespace: Namespace,
        since: Revision,
        limit: Optional[int] = None,
        wait_ms: Optional[int] = None,
    ) -> ChangePage:
        """Reads what has changed since a revision, and waits for a change when there is none. Nothing is left out, and nothing
        comes twice.

        `GET /api/v1/changes`.

        Arguments:

        - namespace: Only changes of this namespace and of those below it.
        - since: Only changes of higher revisions. When the change log does not reach back to it: `COMPACTED`.
        - limit: At most so many changes; a few more when a batch would be split.
        - wait_ms: How long to wait for a change, in milliseconds. After that the answer has none.
        """
        request = Request(
            "GET",
            "/api/v1/changes",
            query=gathered(
                {
                    "namespace": namespace,
                    "since": since,
                },
                {
                    "limit": limit,
                    "waitMs": wait_ms,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: ChangePage = answer.body
        return body


class ClusterOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    async def status(
        self,
        *,
        consistency: Optional[Consistency] = None,
    ) -> ClusterStatus:
        """Reads what the node knows of its cluster. With `consistency=linearizable` it is the leader's answer.

        `GET /api/v1/cluster/status`.

        Arguments:

        - consistency: Where the read is made.
        """
        request = Request(
            "GET",
            "/api/v1/cluster/status",
            query=gathered(
                {},
                {
                    "consistency": consistency,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: ClusterStatus = answer.body
        return body

    async def join(
        self,
        *,
        node_id: NodeId,
        address: Address,
        learner: Optional[bool] = None,
    ) -> ClusterStatus:
        """Takes a node into the cluster. The answer comes when that is committed; its vote may come later.

        `POST /api/v1/cluster/join`.

        Arguments:

        - learner: It never gets a vote. Else it gets one as soon as it has caught up.
        """
        request = Request(
            "POST",
            "/api/v1/cluster/join",
            body=gathered(
                {
                    "nodeId": node_id,
                    "address": address,
                },
                {
                    "learner": learner,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: ClusterStatus = answer.body
        return body

    async def remove(
        self,
        *,
        node_id: NodeId,
    ) -> ClusterStatus:
        """Takes a node out of the cluster. The answer comes when that is committed.

        `POST /api/v1/cluster/remove`.
        """
        request = Request(
            "POST",
            "/api/v1/cluster/remove",
            body={
                "nodeId": node_id,
            },
        )
        answer = await self._requester.request(request)
        body: ClusterStatus = answer.body
        return body

    async def transfer(
        self,
        *,
        node_id: Optional[NodeId] = None,
    ) -> ClusterStatus:
        """Hands leadership over. The answer comes when another node leads.

        `POST /api/v1/cluster/transfer`.

        Arguments:

        - node_id: A node with a vote; the most advanced one by default.
        """
        request = Request(
            "POST",
            "/api/v1/cluster/transfer",
            body=gathered(
                {},
                {
                    "nodeId": node_id,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: ClusterStatus = answer.body
        return body


class SnapshotOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    def read(self) -> AsyncIterator[bytes]:
        """A backup: one consistent SQLite file of the whole state of the node that is asked. It needs the full key, as it holds
        everything. `concordance restore` begins a new cluster with it.

        `GET /api/v1/snapshot`.
        """
        request = Request(
            "GET",
            "/api/v1/snapshot",
        )
        return self._requester.read(request)


class OperationsOperations:
    def __init__(self, requester: Requester) -> None:
        self._requester = requester

    async def health(self) -> Health:
        """Whether the process lives. Asks nothing of anyone.

        `GET /api/v1/health`.
        """
        request = Request(
            "GET",
            "/api/v1/health",
        )
        answer = await self._requester.request(request)
        body: Health = answer.body
        return body

    async def ready(self) -> Readiness:
        """Whether the node can serve: it knows a leader, and its disk takes what is written.

        `GET /api/v1/ready`.
        """
        request = Request(
            "GET",
            "/api/v1/ready",
        )
        answer = await self._requester.request(request)
        body: Readiness = answer.body
        return body

    def metrics(self) -> AsyncIterator[bytes]:
        """Metrics in the text format of Prometheus.

        `GET /metrics`.
        """
        request = Request(
            "GET",
            "/metrics",
        )
        return self._requester.read(request)

    async def openapi(self) -> dict[str, Any]:
        """This API as an OpenAPI document.

        `GET /api/v1/openapi.json`.
        """
        request = Request(
            "GET",
            "/api/v1/openapi.json",
        )
        answer = await self._requester.request(request)
        body: dict[str, Any] = answer.body
        return body

    async def openrpc(self) -> dict[str, Any]:
        """The methods and notifications of `/stream` as an OpenRPC document.

        `GET /api/v1/openrpc.json`.
        """
        request = Request(
            "GET",
            "/api/v1/openrpc.json",
        )
        answer = await self._requester.request(request)
        body: dict[str, Any] = answer.body
        return body


class ConcordanceOperations:
    """Every operation, by resource."""

    def __init__(self, requester: Requester) -> None:
        self.kv = KvOperations(requester)
        self.batch = BatchOperations(requester)
        self.changes = ChangesOperations(requester)
        self.cluster = ClusterOperations(requester)
        self.snapshot = SnapshotOperations(requester)
        self.operations = OperationsOperations(requester)
