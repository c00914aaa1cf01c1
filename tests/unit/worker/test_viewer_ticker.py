from collections.abc import Mapping

import pytest

from klieg.adapters.memory import MemoryViewerCounts
from klieg.domains.playback import Beat
from klieg.worker.viewer_ticker import ViewerTicker


class FakeClock:
    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        return self.time

    def wallclock(self) -> float:
        return self.time


class FakeAudience:
    def __init__(self) -> None:
        self.beats: set[Beat] = set()
        self.departures: set[Beat] = set()
        self.counts: dict[str, int] = {}

    def take_beats(self) -> tuple[set[Beat], set[Beat]]:
        taken = self.beats, self.departures
        self.beats, self.departures = set(), set()
        return taken

    def counted_channels(self) -> list[str]:
        return ["ch_1", "ch_2"]

    def set_viewer_counts(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)


@pytest.mark.parametrize("silent_s", [0.5, 2.0])
async def test_beats_become_counts_until_the_window_passes(silent_s: float) -> None:
    clock, audience = FakeClock(), FakeAudience()
    ticker = ViewerTicker(audience, MemoryViewerCounts(1700), clock)
    audience.beats = {Beat("ch_1", "a"), Beat("ch_1", "b")}
    await ticker.tick()
    assert audience.counts == {"ch_1": 2, "ch_2": 0}
    clock.time += silent_s
    audience.departures = {Beat("ch_1", "a")}
    await ticker.tick()
    assert audience.counts == {"ch_1": 1 if silent_s < 1.7 else 0, "ch_2": 0}
