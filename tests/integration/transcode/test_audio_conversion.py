"""The sound of broadcasts in another codec, by a real worker process."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from fakes.node.clicks import encode_clicks, find_clicks
from fakes.node.parts import RecordingPublisher, make_broadcast
from fakes.node.waiting import until
from klieg.contracts.facts import EndReason
from klieg.media.track import DERIVED_AUDIO, AudioCodec, TrackId
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.transcode.audio import AudioConversion

PATIENCE_S = 30.0
OPUS = encode_clicks(AudioCodec.OPUS, seconds=4.0)
AAC = encode_clicks(AudioCodec.AAC, seconds=4.0)


@dataclass
class DerivedSound:
    """A reader that keeps the derived sound."""

    units: list[Unit] = field(default_factory=list)
    ended: list[TrackId] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self.news.clear()
                await self.news.wait()

    async def reaches(self, seconds: float) -> None:
        await self.until(lambda: bool(self.units) and self.units[-1].pts / 48_000 >= seconds)

    def offer(self, unit: Unit) -> None:
        if unit.track.id == DERIVED_AUDIO:
            self.units.append(unit)
            self.news.set()

    def offer_discontinuity(self) -> None:
        self.units.clear()

    def offer_track_end(self, track_id: TrackId) -> None:
        self.ended.append(track_id)

    def offer_end(self) -> None:
        pass


@pytest.fixture
async def conversion() -> AsyncIterator[AudioConversion]:
    made = AudioConversion()
    yield made
    await made.stop()


def _go_live(conversion: AudioConversion) -> tuple[Broadcast, DerivedSound]:
    broadcast, sound = make_broadcast(), DerivedSound()
    broadcast.attach(sound)
    conversion.attach(broadcast)
    broadcast.put_on_air(RecordingPublisher())
    return broadcast, sound


def _write(broadcast: Broadcast, units: Iterable[Unit]) -> None:
    for unit in units:
        broadcast.write(unit)


async def test_opus_becomes_aac_by_itself_from_its_first_packet_on(conversion: AudioConversion) -> None:
    broadcast, sound = _go_live(conversion)
    _write(broadcast, OPUS)
    await sound.reaches(8.9)
    assert sound.units[0].pts / 48_000 == pytest.approx(5.0, abs=0.02)
    assert sound.units[0].track.codec is AudioCodec.AAC
    assert [c for c in find_clicks(sound.units) if c > 5.2][:3] == pytest.approx([5.5, 6.0, 6.5], abs=0.003)
    broadcast.end(EndReason.STOPPED)
    assert conversion.conversions == 0


async def test_a_killed_worker_costs_a_moment_of_sound_and_nothing_else(conversion: AudioConversion) -> None:
    broadcast, sound = _go_live(conversion)
    half = len(OPUS) // 2
    _write(broadcast, OPUS[:half])
    await sound.reaches(6.9)
    assert conversion.worker.pid is not None
    os.kill(conversion.worker.pid, signal.SIGKILL)
    await until(lambda: _has_died(conversion))
    _write(broadcast, OPUS[half:])
    await sound.reaches(8.9)
    assert all(later.pts > unit.pts for unit, later in pairwise(sound.units))
    assert find_clicks(sound.units)[-1] == pytest.approx(8.5, abs=0.003)


async def _has_died(conversion: AudioConversion) -> bool:
    return conversion.worker.deaths > 0


async def test_aac_becomes_opus_while_somebody_wants_it(conversion: AudioConversion) -> None:
    broadcast, sound = _go_live(conversion)
    _write(broadcast, AAC[:20])
    assert conversion.conversions == 0
    releases = [conversion.want_opus(broadcast), conversion.want_opus(broadcast)]
    _write(broadcast, AAC[20:])
    await sound.reaches(8.8)
    assert sound.units[0].track.codec is AudioCodec.OPUS
    releases[0]()
    releases[0]()
    assert conversion.conversions == 1
    releases[1]()
    assert conversion.conversions == 0
    assert sound.ended == [DERIVED_AUDIO]


async def test_a_publisher_that_returns_begins_a_timeline_of_its_own(conversion: AudioConversion) -> None:
    broadcast, sound = _go_live(conversion)
    _write(broadcast, OPUS)
    await sound.reaches(8.9)
    broadcast.await_publisher()
    broadcast.put_on_air(RecordingPublisher())
    _write(broadcast, encode_clicks(AudioCodec.OPUS, seconds=1.0, start=0.5))
    await sound.reaches(1.4)
    assert sound.units[0].pts / 48_000 == pytest.approx(0.5, abs=0.02)
    broadcast.await_publisher()
    broadcast.put_on_air(RecordingPublisher())
    _write(broadcast, AAC[:50])
    assert conversion.conversions == 0, "an encoder that sends AAC needs none"
    assert sound.ended == [DERIVED_AUDIO]
