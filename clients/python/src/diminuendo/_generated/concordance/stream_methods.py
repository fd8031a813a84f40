# Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

"""A method for each method of Concordance's `/stream`."""

from abc import ABC, abstractmethod
from collections.abc import (
    Mapping,
    Sequence,
)
from typing import (
    Any,
    Final,
    Literal,
    Optional,
    TypeAlias,
)
from ..._arguments import gathered
from .types import (
    Actor,
    Address,
    BatchResult,
    ClusterStatus,
    Consistency,
    Cursor,
    DeleteResult,
    Duration,
    Entry,
    EntryAddress,
    EntryList,
    EntryPage,
    Key,
    KeyPrefix,
    Namespace,
    NodeId,
    Operation,
    Revision,
    Subscribed,
    UnixMillis,
    Unsubscribed,
    Version,
)

Method: TypeAlias = Literal[
    "kv/get",
    "kv/list",
    "kv/mget",
    "kv/set",
    "kv/delete",
    "kv/batch",
    "watch/subscribe",
    "watch/unsubscribe",
    "cluster/status",
    "cluster/join",
    "cluster/remove",
    "cluster/transfer",
]
"""The name of a method."""

WATCH_CHANGE: Final = "watch/change"
"""Something has changed."""

WATCH_PROGRESS: Final = "watch/progress"
"""A subscription has had every change up to a revision: what to give as `sinceRevision` after the connection was lost.
It comes whenever nothing has changed for `watchProgress`, and before the change log is cut, so that a cursor never
grows stale.
"""

Safety: TypeAlias = Literal["read", "cas", "blind"]
"""When a call whose answer was lost may be made again:

- `read`: always; it changes nothing, or nothing but what the connection itself holds.
- `cas`: when the write is conditional on a version, as the method's description says.
- `blind`: never without a look at what came of it: it may be done twice.
"""

METHOD_SAFETY: Mapping[Method, Safety] = {
    "kv/get": "read",
    "kv/list": "read",
    "kv/mget": "read",
    "kv/set": "cas",
    "kv/delete": "cas",
    "kv/batch": "cas",
    "watch/subscribe": "read",
    "watch/unsubscribe": "read",
    "cluster/status": "read",
    "cluster/join": "blind",
    "cluster/remove": "blind",
    "cluster/transfer": "blind",
}


class StreamMethods(ABC):
    """A method for each method of the protocol. Each makes the call, and returns its result."""

    @abstractmethod
    async def call(self, method: Method, params: Mapping[str, Any]) -> Any:
        """Makes a call, and returns its result."""

    async def kv_get(
        self,
        *,
        namespace: Namespace,
        key: Key,
        consistency: Optional[Consistency] = None,
    ) -> Entry:
        """Reads an entry. One that is not there is `NOT_FOUND`.

        Arguments:

        - consistency: Where the read is made.
        """
        result: Entry = await self.call(
            "kv/get",
            gathered(
                {
                    "namespace": namespace,
                    "key": key,
                },
                {
                    "consistency": consistency,
                },
            ),
        )
        return result

    async def kv_list(
        self,
        *,
        namespace: Namespace,
        prefix: Optional[KeyPrefix] = None,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
        consistency: Optional[Consistency] = None,
    ) -> EntryPage:
        """Lists the entries of a namespace; not those of the namespaces below it.

        Arguments:

        - prefix: Only entries whose keys begin like this.
        - cursor: `nextCursor` of the page before.
        - consistency: Where the read is made.
        """
        result: EntryPage = await self.call(
            "kv/list",
            gathered(
                {
                    "namespace": namespace,
                },
                {
                    "prefix": prefix,
                    "limit": limit,
                    "cursor": cursor,
                    "consistency": consistency,
                },
            ),
        )
        return result

    async def kv_mget(
        self,
        *,
        keys: Sequence[EntryAddress],
        consistency: Optional[Consistency] = None,
    ) -> EntryList:
        """Reads several entries, all from the same state. Those that are not there are null.

        Arguments:

        - consistency: Where the read is made.
        """
        result: EntryList = await self.call(
            "kv/mget",
            gathered(
                {
                    "keys": keys,
                },
                {
                    "consistency": consistency,
                },
            ),
        )
        return result

    async def kv_set(
        self,
        *,
        namespace: Namespace,
        key: Key,
        value: Any,
        actor: Optional[Actor] = None,
        cas: Optional[Version] = None,
        expires_at: Optional[UnixMillis] = None,
        ttl_ms: Optional[Duration] = None,
    ) -> Entry:
        """Writes an entry.

        With a `cas` of 1 or more it takes effect once at most, however often it is sent: the first time makes a higher version.
        With `cas: 0` it may take effect again when the entry that it made is gone: deleted, or expired.

        Arguments:

        - value: Any JSON, at most `valueBytes` of it.
        - actor: Who makes the change.
        - cas: The version that the entry must have; 0: there must be none.
        - expires_at: When the entry expires. One that is over already makes an entry that is gone at once.
        - ttl_ms: The same, counted from when the leader takes the write.
        """
        result: Entry = await self.call(
            "kv/set",
            gathered(
                {
                    "namespace": namespace,
                    "key": key,
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
        return result

    async def kv_delete(
        self,
        *,
        namespace: Namespace,
        key: Key,
        actor: Optional[Actor] = None,
        cas: Optional[Version] = None,
    ) -> DeleteResult:
        """Deletes an entry. One that is not there is no error. With `cas` it takes effect once at most, however often it is sent.

        Arguments:

        - actor: Who makes the change.
        - cas: The version that the entry must have; 0: there must be none.
        """
        result: DeleteResult = await self.call(
            "kv/delete",
            gathered(
                {
                    "namespace": namespace,
                    "key": key,
                },
                {
                    "actor": actor,
                    "cas": cas,
                },
            ),
        )
        return result

    async def kv_batch(
        self,
        *,
        operations: Sequence[Operation],
        actor: Optional[Actor] = None,
    ) -> BatchResult:
        """Does several operations, all or nothing.

        It takes effect once at most, however often it is sent, when one of them would: a `set` or `delete` with a `cas` of 1 or
        more. A `check` alone does not see to that: what it checks may still be so.

        Arguments:

        - operations: As JSON at most `batchBytes`.
        - actor: Who makes the changes.
        """
        result: BatchResult = await self.call(
            "kv/batch",
            gathered(
                {
                    "operations": operations,
                },
                {
                    "actor": actor,
                },
            ),
        )
        return result

    async def watch_subscribe(
        self,
        *,
        namespace: Namespace,
        since_revision: Optional[Revision] = None,
    ) -> Subscribed:
        """Subscribes to the changes of a namespace and of those below it. First comes the answer; then, with `sinceRevision`,
        every change since that one, in order, none twice and none left out; then what changes from now on. A connection has one
        subscription for a namespace: subscribing again begins it anew.

        Subscriptions are independent of each other: a change that several of them cover is sent once for each. They end with
        their connection.

        Arguments:

        - since_revision: The revision of the last change that is known. When the change log does not reach back to it: `COMPACTED`.
        """
        result: Subscribed = await self.call(
            "watch/subscribe",
            gathered(
                {
                    "namespace": namespace,
                },
                {
                    "sinceRevision": since_revision,
                },
            ),
        )
        return result

    async def watch_unsubscribe(
        self,
        *,
        namespace: Namespace,
    ) -> Unsubscribed:
        """Ends a subscription. Changes that are on their way may still come before the answer, none after it.

        Arguments:

        - namespace: As it was subscribed to.
        """
        result: Unsubscribed = await self.call(
            "watch/unsubscribe",
            {
                "namespace": namespace,
            },
        )
        return result

    async def cluster_status(
        self,
        *,
        consistency: Optional[Consistency] = None,
    ) -> ClusterStatus:
        """Reads what the node knows of its cluster. With `consistency: "linearizable"` it is the leader's answer.

        Arguments:

        - consistency: Where the read is made.
        """
        result: ClusterStatus = await self.call(
            "cluster/status",
            gathered(
                {},
                {
                    "consistency": consistency,
                },
            ),
        )
        return result

    async def cluster_join(
        self,
        *,
        node_id: NodeId,
        address: Address,
        learner: Optional[bool] = None,
    ) -> ClusterStatus:
        """Takes a node into the cluster. The answer comes when that is committed; its vote may come later.

        Arguments:

        - learner: It never gets a vote. Else it gets one as soon as it has caught up.
        """
        result: ClusterStatus = await self.call(
            "cluster/join",
            gathered(
                {
                    "nodeId": node_id,
                    "address": address,
                },
                {
                    "learner": learner,
                },
            ),
        )
        return result

    async def cluster_remove(
        self,
        *,
        node_id: NodeId,
    ) -> ClusterStatus:
        """Takes a node out of the cluster. The answer comes when that is committed."""
        result: ClusterStatus = await self.call(
            "cluster/remove",
            {
                "nodeId": node_id,
            },
        )
        return result

    async def cluster_transfer(
        self,
        *,
        node_id: Optional[NodeId] = None,
    ) -> ClusterStatus:
        """Hands leadership over. The answer comes when another node leads.

        Arguments:

        - node_id: A node with a vote; the most advanced one by default.
        """
        result: ClusterStatus = await self.call(
            "cluster/transfer",
            gathered(
                {},
                {
                    "nodeId": node_id,
                },
            ),
        )
        return result
