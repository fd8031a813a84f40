"""What becomes of WebSockets that cannot be opened, or bring what nobody can take."""

import asyncio
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from diminuendo import Backoff, ConcordanceClient, GatewayClient, StateChange

SOON = Backoff(0.01, 0.1)


async def next_state(client: GatewayClient, state: str) -> StateChange:
    found: asyncio.Future[StateChange] = asyncio.get_running_loop().create_future()

    def tell(change: StateChange) -> None:
        if change.state == state and not found.done():
            found.set_result(change)

    end = client.on("state", tell)
    try:
        async with asyncio.timeout(5):
            return await found
    finally:
        end()


@pytest.fixture
def unusable_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names a proxy that takes a package which is not here."""
    monkeypatch.setenv("socks_proxy", "socks5://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


async def test_a_proxy_that_cannot_be_used_is_told_at_once(unusable_proxy: None) -> None:
    client = GatewayClient("http://gateway.example", reconnect=SOON)
    connecting = asyncio.create_task(client.connect())
    assert "SOCKS" in str((await next_state(client, "waiting")).error)
    connecting.cancel()
    await client.close()


async def test_a_watch_that_can_never_begin_says_why(unusable_proxy: None) -> None:
    client = ConcordanceClient(["node.example:4100"], "dev", timeout=0.1)
    watch = client.watch("tenant:acme")
    async with asyncio.timeout(5):
        with pytest.raises(ImportError, match="SOCKS"):
            await watch.opened()
        with pytest.raises(ImportError, match="SOCKS"):
            async for _ in watch:
                pass
    await client.close()


async def test_after_something_that_cannot_be_taken_there_is_another_connection() -> None:
    failures: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failures.append(context["exception"]))
    connections = 0

    async def answer(connection: ServerConnection) -> None:
        nonlocal connections
        connections += 1
        await connection.send('{"type": "connected"}')
        await connection.wait_closed()

    async with serve(answer, "127.0.0.1", 0, subprotocols=None, select_subprotocol=lambda _, offered: offered[0]) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        client = GatewayClient(f"http://127.0.0.1:{port}", reconnect=SOON)
        connecting = asyncio.create_task(client.connect())
        await next_state(client, "waiting")
        await next_state(client, "waiting")
        connecting.cancel()
        await client.close()
    assert connections >= 2
    assert all(isinstance(failure, KeyError) for failure in failures) and len(failures) >= 2
