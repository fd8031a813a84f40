"""The client of the configuration, with a real gateway."""

import asyncio
from typing import Any

import pytest

from diminuendo import Backoff, ClosedError, ConfigClient, ConfigError

from .testing.processes import GatewayProcess

SOON = Backoff(0.02, 0.2)


async def test_entries_are_written_read_listed_and_deleted(gateway: GatewayProcess) -> None:
    async with ConfigClient(gateway.url) as config:
        written = await config.set("device", "a", {"deep": [1, None]}, device_id="d1")
        found = await config.get("device", "a", device_id="d1")
        assert found is not None and (found["value"], found["version"]) == ({"deep": [1, None]}, written["version"])
        assert await config.get("device", "a", device_id="d2") is None
        listing = await config.list("device", prefix="a", device_id="d1")
        assert [item["key"] for item in listing.items] == ["a"]
        assert await config.delete("device", "a", device_id="d1") is True
        assert await config.delete("device", "a", device_id="d1") is False


async def test_a_listing_has_all_pages(gateway: GatewayProcess) -> None:
    async with ConfigClient(gateway.url) as config:
        for start in range(0, 1200, 200):
            await config.batch(
                [
                    {"op": "set", "scope": "device", "deviceId": "many", "key": f"k{number:04}", "value": number}
                    for number in range(start, start + 200)
                ]
            )
        listing = await config.list("device", device_id="many")
        assert [item["value"] for item in listing.items] == list(range(1200))


async def test_a_refusal_names_the_version_and_the_operation(gateway: GatewayProcess) -> None:
    async with ConfigClient(gateway.url) as config:
        await config.set("user", "refusal", 1)
        with pytest.raises(ConfigError) as refused:
            await config.batch(
                [
                    {"op": "set", "scope": "user", "key": "refusal-other", "value": 1},
                    {"op": "set", "scope": "user", "key": "refusal", "value": 2, "cas": 7},
                ]
            )
        error = refused.value
        assert (error.code, error.method, error.current_version, error.operation) == ("VERSION_CONFLICT", "config/batch", 1, 1)
        assert await config.get("user", "refusal-other") is None


async def test_all_who_watch_a_scope_get_every_change_once_and_in_order_whatever_they_ask_for(gateway: GatewayProcess) -> None:
    async with ConfigClient(gateway.url) as config, ConfigClient(gateway.url) as writer:
        await writer.set("device", "n", -2, device_id="watched")
        revision = (await config.list("device", device_id="watched")).revision
        await writer.set("device", "n", -1, device_id="watched")
        told: list[Any] = []
        early = config.subscribe("device", since=revision, device_id="watched")
        called = config.subscribe("device", device_id="watched", on_update=lambda update: told.append(update["value"]))
        await early.opened()
        await called.opened()
        late = config.subscribe("device", since=revision, device_id="watched")
        for number in range(30):
            await writer.set("device", "n", number, device_id="watched")
        async with asyncio.timeout(20):
            assert [(await anext(early))["value"] for _ in range(31)] == [-1, *range(30)]
            assert [(await anext(late))["value"] for _ in range(31)] == [-1, *range(30)]
            while len(told) < 30:
                await asyncio.sleep(0.01)
        assert told == list(range(30))
        early.close()
        await early.ended()
        assert [update async for update in early] == []


async def test_a_subscription_goes_on_when_the_gateway_comes_back(own_gateway: GatewayProcess) -> None:
    async with ConfigClient(own_gateway.url, reconnect=SOON) as config:
        async with config.subscribe("user", since=(await config.list("user")).revision) as changes:
            seen: list[Any] = []
            for number in range(2):
                await config.set("user", "before", number)
                own_gateway.kill()
                await asyncio.to_thread(own_gateway.start)
                await config.set("user", "after", number)
            async with asyncio.timeout(60):
                while len(seen) < 4:
                    update = await anext(changes)
                    seen.append((update["key"], update["value"]))
            assert seen == [("before", 0), ("after", 0), ("before", 1), ("after", 1)]


async def test_what_a_function_raises_ends_its_subscription(gateway: GatewayProcess) -> None:
    async with ConfigClient(gateway.url) as config:

        async def fail(update: Any) -> None:
            raise LookupError(update["key"])

        changes = config.subscribe("device", device_id="failing", on_update=fail)
        await changes.opened()
        await config.set("device", "k", 1, device_id="failing")
        with pytest.raises(LookupError, match="k"):
            await asyncio.wait_for(changes.ended(), 10)


async def test_a_closed_client_refuses_and_its_subscriptions_end(gateway: GatewayProcess) -> None:
    config = ConfigClient(gateway.url)
    changes = config.subscribe("user")
    await changes.opened()
    await config.close()
    assert [update async for update in changes] == []
    with pytest.raises(ClosedError):
        await config.get("user", "k")
    with pytest.raises(ClosedError):
        await anext(config.subscribe("user"))
    await config.connect()
    assert await config.get("user", "nothing-here") is None
    await config.close()
