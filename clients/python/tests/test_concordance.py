"""The client of Concordance, with real nodes."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

import pytest

from diminuendo import (
    CompactedError,
    ConcordanceClient,
    ConcordanceConnectionError,
    ConcordanceError,
    OutcomeUnknownError,
)

from .testing.processes import ConcordanceProcess

KEY = "dev"


class Cluster:
    """Three nodes."""

    def __init__(self, nodes: list[ConcordanceProcess]) -> None:
        self.nodes = nodes

    @property
    def addresses(self) -> list[str]:
        return [node.address for node in self.nodes]

    async def leader(self) -> ConcordanceProcess:
        """The node that leads, once there is one."""
        async with ConcordanceClient(self.addresses, KEY, timeout=30) as client:
            status = await client.status(consistency="linearizable")
            address = next(member["address"] for member in status["members"] if member["nodeId"] == status["leader"])
            return next(node for node in self.nodes if node.address == address)


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    async with AsyncExitStack() as stack:
        first = ConcordanceProcess(tmp_path / "n0", ("--bootstrap", "--node-id", "n0"))
        await asyncio.to_thread(first.start)
        stack.callback(first.kill)
        nodes = [first]
        for number in (1, 2):
            node = ConcordanceProcess(tmp_path / f"n{number}", ("--join", first.address, "--node-id", f"n{number}"))
            await asyncio.to_thread(node.start)
            stack.callback(node.kill)
            nodes.append(node)
        cluster = Cluster(nodes)
        async with ConcordanceClient([first.address], KEY) as client, asyncio.timeout(60):
            while not is_complete(await client.status(consistency="linearizable")):
                await asyncio.sleep(0.05)
        yield cluster


def is_complete(status: Any) -> bool:
    return len(status["members"]) == 3 and all(member["role"] == "voter" for member in status["members"])


async def value_of(client: ConcordanceClient, consistency: Literal["local", "linearizable"] = "local") -> Any:
    entry = await client.get("n", "k", consistency=consistency)
    return entry and entry["value"]


async def test_entries_are_written_read_listed_and_deleted(concordance: ConcordanceProcess) -> None:
    async with ConcordanceClient([concordance.url], KEY, actor="tester") as client:
        entry = await client.set("a/b", "k/é?#", None, ttl_ms=60_000)
        assert (entry["version"], entry["updatedBy"], entry["value"]) == (1, "tester", None)
        assert await client.get("a/b", "k/é?#", consistency="linearizable") == entry
        assert await client.get("a/b", "other") is None
        for number in range(5):
            await client.set("a/c", f"k{number}", number)
        assert [found["value"] async for found in client.entries("a/c", limit=2)] == [0, 1, 2, 3, 4]
        many = await client.mget([{"namespace": "a/c", "key": "k3"}, {"namespace": "a/c", "key": "no"}], consistency="linearizable")
        assert [found and found["value"] for found in many["items"]] == [3, None]
        assert (await client.delete("a/c", "k0", cas=1))["deleted"] is True


async def test_a_refusal_says_all_that_the_cluster_said(concordance: ConcordanceProcess) -> None:
    async with ConcordanceClient([concordance.address], KEY) as client:
        await client.set("r", "k", 1)
        with pytest.raises(ConcordanceError) as conflict:
            await client.set("r", "k", 2, cas=7)
        assert (conflict.value.code, conflict.value.current_version, conflict.value.retryable) == ("CAS_CONFLICT", 1, False)
        with pytest.raises(ConcordanceError, match="INVALID_REQUEST"):
            await client.set("not a namespace", "k", 1)
        with pytest.raises(ConcordanceError, match="CAS_CONFLICT"):
            await client.stream.kv_set(namespace="r", key="k", value=2, cas=7)
    async with ConcordanceClient([concordance.address], "wrong") as stranger:
        with pytest.raises(ConcordanceError, match="UNAUTHORIZED"):
            await stranger.get("r", "k")
        with pytest.raises(ConcordanceError, match="UNAUTHORIZED"):
            await stranger.stream.kv_get(namespace="r", key="k")
        with pytest.raises(ConcordanceError, match="UNAUTHORIZED"):
            await anext(stranger.watch("r"))


async def test_nobody_waits_for_ever_for_nodes_that_are_not_there() -> None:
    async with ConcordanceClient(["127.0.0.1:1", "127.0.0.1:2"], KEY, timeout=0.3) as client:
        for call in (client.get("n", "k"), client.set("n", "k", 1), client.stream.kv_get(namespace="n", key="k")):
            with pytest.raises(ConcordanceConnectionError):
                await call


async def test_a_watch_begins_where_it_is_told_and_ends_when_it_is_closed(concordance: ConcordanceProcess) -> None:
    async with ConcordanceClient([concordance.address], KEY) as client:
        first = await client.set("w/a", "k", 1)
        await client.set("w/b", "k", 2)
        told: list[Any] = []
        called = client.watch("w", since=first["revision"], on_change=lambda change: told.append(change["value"]))
        async with client.watch("w") as live, client.watch("w", since=first["revision"] - 1) as all_of_it:
            await live.opened()
            await client.batch([{"op": "set", "namespace": "w/a", "key": key, "value": key} for key in ("x", "y")])
            await client.delete("w/a", "k")
            async with asyncio.timeout(10):
                assert [(await anext(live))["value"] for _ in range(3)] == ["x", "y", None]
                assert [(await anext(all_of_it))["value"] for _ in range(5)] == [1, 2, "x", "y", None]
                while len(told) < 4:
                    await asyncio.sleep(0.01)
        assert [change async for change in live] == []
        called.close()
        await called.ended()
        assert told == [2, "x", "y", None]


async def test_a_revision_that_is_yet_to_come_is_told_apart_from_one_that_is_gone(concordance: ConcordanceProcess) -> None:
    async with ConcordanceClient([concordance.address], KEY, timeout=0.5) as client:
        with pytest.raises(CompactedError):
            await asyncio.wait_for(anext(client.watch("w", since=2**50)), 10)


async def test_the_other_nodes_are_learned_and_the_leader_is_followed(cluster: Cluster) -> None:
    leader = await cluster.leader()
    follower = next(node for node in cluster.nodes if node is not leader)
    states: list[Any] = []
    async with ConcordanceClient([follower.address], KEY, on_state=states.append) as client:
        await client.set("n", "k", 1)
        assert states[-1].leader == leader.address
        async with asyncio.timeout(20):
            follower.kill()
            while (await client.set("n", "k", 2))["value"] != 2:
                pass
            assert await value_of(client, consistency="linearizable") == 2


async def test_while_leaders_are_killed_no_acknowledged_write_is_lost_and_watchers_get_every_change_once(cluster: Cluster) -> None:
    is_over = asyncio.Event()
    acknowledged: list[tuple[str, int, Any]] = []

    async def write(client: ConcordanceClient, key: str, is_conditional: bool) -> None:
        version = 0
        number = 0
        while not is_over.is_set():
            number += 1
            try:
                entry = await client.set("load", key, number, cas=version if is_conditional and version > 0 else None)
                version = entry["version"]
                acknowledged.append((key, version, number))
            except OutcomeUnknownError:
                found = await client.get("load", key, consistency="linearizable")
                version = found["version"] if found else 0

    async def follow(client: ConcordanceClient) -> list[Any]:
        changes = []
        async with client.watch("load", since=0) as watch:
            async for change in watch:
                changes.append(change)
                if change["key"] == "last":
                    break
        return changes

    async with AsyncExitStack() as stack:
        orders = [cluster.addresses, cluster.addresses[::-1]]
        clients = [await stack.enter_async_context(ConcordanceClient(order, KEY)) for order in orders]
        watching = [asyncio.create_task(follow(client)) for client in clients]
        writing = [
            asyncio.create_task(write(client, f"writer-{at}-{number}", number % 2 == 0))
            for at, client in enumerate(clients)
            for number in range(3)
        ]
        for _ in range(2):
            before = len(acknowledged)
            leader = await cluster.leader()
            leader.kill()
            async with asyncio.timeout(30):
                await cluster.leader()
                while len(acknowledged) < before + 50:
                    await asyncio.sleep(0.01)
            await asyncio.to_thread(leader.start)
        is_over.set()
        await asyncio.gather(*writing)
        await clients[0].set("load", "last", True, repeat_unknown=True)
        async with asyncio.timeout(30):
            one, other = await asyncio.gather(*watching)
    assert one == other
    changes = {(change["key"], change["version"], change["value"]) for change in one}
    assert len(changes) == len(one)
    assert [change["revision"] for change in one] == sorted(change["revision"] for change in one)
    assert set(acknowledged) <= changes


async def test_a_node_that_hangs_is_left_for_another_one(cluster: Cluster) -> None:
    leader = await cluster.leader()
    others = [node.address for node in cluster.nodes if node is not leader]
    async with ConcordanceClient([leader.address, *others], KEY) as client:
        await client.set("n", "k", 1)
        async with client.watch("n", since=0) as watch:
            assert (await anext(watch))["value"] == 1
            leader.send(signal.SIGSTOP)
            try:
                async with asyncio.timeout(30):
                    assert await value_of(client) == 1
                    await client.set("n", "k", 2, cas=1)
                    assert (await anext(watch))["value"] == 2
            finally:
                leader.send(signal.SIGCONT)
