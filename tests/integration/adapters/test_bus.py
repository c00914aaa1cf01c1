"""Facts and news on a real Valkey."""

import asyncio

import pytest

from klieg.adapters.valkey import FactsQueue, News, open_bus
from klieg.contracts.facts import FACTS_STREAM
from klieg.kernel.errors import UnavailableError


async def test_facts_told_before_the_first_control_started_are_read(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        await bus.client.xadd(FACTS_STREAM, {"fact": "early"})
        queue = FactsQueue(bus, "one")
        await queue.join()
        await queue.join()
        assert [fact.text for fact in await queue.read(unacknowledged=False, block_ms=100)] == ["early"]


async def test_a_fact_goes_to_one_control_and_again_to_it_until_acknowledged(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        one, two = FactsQueue(bus, "one"), FactsQueue(bus, "two")
        await one.join()
        await bus.client.xadd(FACTS_STREAM, {"fact": "a"})
        (given,) = await one.read(unacknowledged=False, block_ms=100)
        assert await two.read(unacknowledged=False, block_ms=10) == []
        assert await one.read(unacknowledged=True, block_ms=0) == [given]
        await one.acknowledge([given.entry_id])
        assert await one.read(unacknowledged=True, block_ms=0) == []


async def test_a_dead_controls_facts_are_claimed(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        dead, living = FactsQueue(bus, "dead"), FactsQueue(bus, "living")
        await dead.join()
        await bus.client.xadd(FACTS_STREAM, {"fact": "a"})
        (given,) = await dead.read(unacknowledged=False, block_ms=100)
        assert await living.claim_stale(60_000) == []
        await asyncio.sleep(0.02)
        assert await living.claim_stale(10) == [given]


async def test_a_fact_wakes_who_waits(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        queue = FactsQueue(bus, "one")
        await queue.join()
        reading = asyncio.create_task(queue.read(unacknowledged=False, block_ms=10_000))
        await asyncio.sleep(0.05)
        await bus.client.xadd(FACTS_STREAM, {"other": "field"})
        async with asyncio.timeout(5):
            assert [fact.text for fact in await reading] == [""]


async def test_a_flushed_bus_is_told_and_joined_again(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        queue = FactsQueue(bus, "one")
        await queue.join()
        await bus.client.flushall()
        with pytest.raises(UnavailableError):
            await queue.read(unacknowledged=False, block_ms=10)
        await queue.join()
        assert await queue.read(unacknowledged=False, block_ms=10) == []


async def test_news_reach_every_follower_from_when_it_listens(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        news = News(bus)
        followers = [news.follow(), news.follow()]
        async with asyncio.timeout(10):
            assert [await anext(follower) for follower in followers] == [None, None]
            await news.publish("first")
            await news.publish("second")
            for follower in followers:
                assert [await anext(follower), await anext(follower)] == ["first", "second"]
                await follower.aclose()


async def test_a_bus_that_is_away_is_told() -> None:
    async with open_bus("unix:///nonexistent/valkey.sock") as bus:
        queue, news = FactsQueue(bus, "one"), News(bus)
        for attempt in (
            queue.join(),
            queue.read(unacknowledged=False, block_ms=1),
            queue.claim_stale(1),
            queue.acknowledge(["1-1"]),
            news.publish("x"),
            anext(news.follow()),
        ):
            with pytest.raises(UnavailableError, match="KLIEG_VALKEY_URL"):
                await attempt
