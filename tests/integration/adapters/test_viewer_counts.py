"""One suite for every adapter of the port ViewerCounts."""

from collections.abc import AsyncIterator

import pytest

from klieg.adapters.memory import MemoryViewerCounts
from klieg.adapters.valkey import ValkeyViewerCounts, open_bus
from klieg.domains.playback import Beat, ViewerCounts
from klieg.kernel.errors import UnavailableError

WINDOW_MS = 1700
NOW = 1_900_000_000.0


@pytest.fixture(params=["memory", "valkey"])
async def viewers(request: pytest.FixtureRequest) -> AsyncIterator[ViewerCounts]:
    if request.param == "memory":
        yield MemoryViewerCounts(WINDOW_MS)
        return
    async with open_bus(request.getfixturevalue("valkey_url")) as bus:
        yield ValkeyViewerCounts(bus, WINDOW_MS)


async def test_nobody_watches_at_first(viewers: ViewerCounts) -> None:
    assert await viewers.count(["ch_1", "ch_2"], NOW) == {"ch_1": 0, "ch_2": 0}
    assert await viewers.count([], NOW) == {}


async def test_each_playback_session_counts_once(viewers: ViewerCounts) -> None:
    await viewers.record_beats([Beat("ch_1", "a"), Beat("ch_1", "b"), Beat("ch_2", "a")], NOW)
    await viewers.record_beats([Beat("ch_1", "a")], NOW + 0.5)
    assert await viewers.count(["ch_1", "ch_2", "ch_3"], NOW + 1) == {"ch_1": 2, "ch_2": 1, "ch_3": 0}


@pytest.mark.parametrize(("later", "expected"), [(1.699, 1), (1.7, 0), (1.701, 0), (60, 0)])
async def test_a_beat_older_than_the_window_is_no_viewer(viewers: ViewerCounts, later: float, expected: int) -> None:
    await viewers.record_beats([Beat("ch_1", "a")], NOW)
    assert await viewers.count(["ch_1"], NOW + later) == {"ch_1": expected}


async def test_a_beat_renews(viewers: ViewerCounts) -> None:
    for step in range(5):
        await viewers.record_beats([Beat("ch_1", "a")], NOW + step)
        assert await viewers.count(["ch_1"], NOW + step + 0.9) == {"ch_1": 1}


async def test_a_goodbye_counts_at_once_and_a_strangers_not_at_all(viewers: ViewerCounts) -> None:
    await viewers.record_beats([Beat("ch_1", "a"), Beat("ch_1", "b")], NOW)
    await viewers.record_departures([Beat("ch_1", "a"), Beat("ch_1", "never"), Beat("ch_9", "b")], NOW)
    assert await viewers.count(["ch_1"], NOW) == {"ch_1": 1}


async def test_a_silent_channel_leaves_nothing_on_the_bus(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        await ValkeyViewerCounts(bus, WINDOW_MS).record_beats([Beat("ch_1", "a")], NOW)
        left_ms = await bus.client.pttl("klieg:viewers:ch_1")
        assert 0 < left_ms <= 2 * WINDOW_MS


async def test_a_bus_that_is_away_is_told() -> None:
    async with open_bus("unix:///nonexistent/valkey.sock") as bus:
        absent = ValkeyViewerCounts(bus, WINDOW_MS)
        with pytest.raises(UnavailableError, match="KLIEG_VALKEY_URL"):
            await absent.count(["ch_1"], NOW)
        with pytest.raises(UnavailableError, match="KLIEG_VALKEY_URL"):
            await absent.record_beats([Beat("ch_1", "a")], NOW)
        with pytest.raises(UnavailableError, match="KLIEG_VALKEY_URL"):
            await absent.record_departures([Beat("ch_1", "a")], NOW)
