"""The ladder of a broadcast, by a real worker process: small real pictures."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from av.video.frame import VideoFrame

from fakes.encoded_media import encode
from fakes.node.parts import RecordingPublisher, make_broadcast
from fakes.node.waiting import until
from fakes.unit_decoder import decode_video
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.media.track import DERIVED_VIDEO, FURTHER_VIDEO, TrackId, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.transcode.ladder import Ladders
from klieg.node.transcode.rungs import parse_sizes

PATIENCE_S = 15.0
TOP, LOW = TrackId(DERIVED_VIDEO + 1), TrackId(DERIVED_VIDEO + 2)
SIZES = parse_sizes("120:400,60:100")


@dataclass
class Rungs:
    """A reader that keeps what is derived."""

    units: dict[TrackId, list[Unit]] = field(default_factory=lambda: {TOP: [], LOW: []})
    heard: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def reach(self, pts: int) -> None:
        """Wait until both rungs have come to ``pts``."""
        async with asyncio.timeout(PATIENCE_S):
            while not all(units and units[-1].pts >= pts for units in self.units.values()):
                self.news.clear()
                await self.news.wait()

    def offer(self, unit: Unit) -> None:
        if unit.track.id >= DERIVED_VIDEO:
            self.units[unit.track.id].append(unit)
            self.news.set()

    def offer_discontinuity(self) -> None:
        self.heard.append("discontinuity")
        for units in self.units.values():
            units.clear()

    def offer_track_end(self, track_id: TrackId) -> None:
        self.heard.append(f"{track_id} ended")
        self.news.set()

    def offer_end(self) -> None:
        self.heard.append("end")


@dataclass
class Studio:
    """A node's ladders and one broadcast."""

    ladders: Ladders
    broadcast: Broadcast
    rungs: Rungs

    def write(self, units: Iterable[Unit]) -> int:
        """Write the units of pictures; return the largest pts."""
        pts = 0
        for unit in units:
            if unit.track.kind == "video":
                self.broadcast.write(unit)
                pts = max(pts, unit.pts)
        return pts


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    ladders = Ladders(now=asyncio.get_running_loop().time, encoder="libx264", preset="veryfast", override=SIZES)
    broadcast, rungs = make_broadcast(PublishRules(channel_type=ChannelType.STANDARD)), Rungs()
    broadcast.attach(rungs)
    ladders.attach(broadcast)
    broadcast.put_on_air(RecordingPublisher())
    yield Studio(ladders, broadcast, rungs)
    await ladders.stop()


def _keyframes(units: Iterable[Unit]) -> list[int]:
    return [unit.pts for unit in units if unit.keyframe]


@pytest.mark.parametrize(
    ("codec", "size", "b_frames", "expected"),
    [
        (VideoCodec.H264, (320, 180), 0, [(214, 120), (106, 60)]),
        (VideoCodec.H264, (178, 320), 3, [(120, 216), (60, 108)]),
        (VideoCodec.H265, (320, 180), 0, [(214, 120), (106, 60)]),
        (VideoCodec.AV1, (320, 180), 0, [(214, 120), (106, 60)]),
    ],
)
async def test_every_rung_has_the_pictures_and_keyframes_of_its_source_from_the_first_on(
    studio: Studio, codec: VideoCodec, size: tuple[int, int], b_frames: int, expected: list[tuple[int, int]]
) -> None:
    media = encode(codec, size=size, b_frames=b_frames)
    source = media.of(media.video)
    studio.write(source)
    held_back = max(b_frames, 1) + 1
    shown = sorted(unit.pts for unit in source)[: -held_back * 2]
    await studio.rungs.reach(shown[-1])
    for (width, height), units in zip(expected, studio.rungs.units.values(), strict=True):
        track = units[0].track
        assert isinstance(track, VideoTrack)
        assert (track.width, track.height, track.codec) == (width, height, VideoCodec.H264)
        assert [unit.pts for unit in units[: len(shown)]] == shown
        assert all(unit.dts == unit.pts for unit in units)
        assert _keyframes(units) == _keyframes(source)[: len(_keyframes(units))]
        assert [frame.pts for frame in decode_video(track, units)] == [unit.pts for unit in units]
        assert len({id(unit.track) for unit in units}) == 1


async def test_a_variable_frame_rate_keeps_its_times(studio: Studio) -> None:
    media = encode(size=(320, 180))
    units, pts = [], 0
    for index, unit in enumerate(media.of(media.video)):
        units.append(replace(unit, pts=pts, dts=pts))
        pts += 60_000 if index == 40 else 2_700 + index * 577 % 2_500
    studio.write(units)
    shown = [unit.pts for unit in units][:-2]
    await studio.rungs.reach(shown[-1])
    for made in studio.rungs.units.values():
        assert [unit.pts for unit in made[: len(shown)]] == shown
        assert _keyframes(made) == _keyframes(units)[: len(_keyframes(made))]


@pytest.mark.parametrize("rate", [50, 60])
async def test_fifty_or_sixty_pictures_a_second_are_halved_below_720_lines(studio: Studio, rate: int) -> None:
    media = encode(size=(320, 180))
    track = replace(media.video, frame_rate=float(rate))
    stamps = [index * 90_000 // rate for index in range(90)]
    source = [
        replace(unit, track=track, pts=pts, dts=pts) for unit, pts in zip(media.of(media.video), stamps, strict=True)
    ]
    studio.write(source)
    await studio.rungs.reach(stamps[-4])
    for made in studio.rungs.units.values():
        assert [unit.pts for unit in made] == stamps[: 2 * len(made) : 2]
        assert _keyframes(made) == _keyframes(source)[: len(_keyframes(made))]


async def test_edges_that_are_odd_make_even_ones(studio: Studio) -> None:
    media = encode(size=(321, 181), pixel_format="yuv444p")
    await studio.rungs.reach(studio.write(media.units) - 9000)
    sizes = [(frame.width, frame.height) for frame in map(_first_picture, studio.rungs.units.values())]
    assert sizes == [(212, 120), (106, 60)]


def _first_picture(units: list[Unit]) -> VideoFrame:
    track = units[0].track
    assert isinstance(track, VideoTrack)
    frame = decode_video(track, units[:1])[0]
    assert frame.format.name == "yuv420p"
    return frame


async def test_a_killed_worker_leaves_the_source_alone_and_the_rungs_go_on(studio: Studio) -> None:
    media = encode(size=(320, 180), seconds=6.0)
    source = media.of(media.video)
    half = len(source) // 2 + 7  # not before a keyframe: what follows up to the next one is nobody's
    await studio.rungs.reach(studio.write(source[:half]) - 9000)
    ladder = studio.ladders._ladders[0]
    assert ladder.worker.pid is not None
    os.kill(ladder.worker.pid, signal.SIGKILL)
    await until(lambda: _one_died(studio))
    await studio.rungs.reach(studio.write(source[half:]) - 9000)
    for units in studio.rungs.units.values():
        assert all(later.pts > unit.pts for unit, later in pairwise(units))
        gap_end = next(later for unit, later in pairwise(units) if later.pts - unit.pts > 3000)
        assert gap_end.keyframe
    assert studio.rungs.heard == []


async def _one_died(studio: Studio) -> bool:
    return studio.ladders.deaths == 1


async def test_another_picture_size_makes_other_rungs_under_the_same_tracks(studio: Studio) -> None:
    first, second = encode(size=(320, 180)), encode(size=(144, 144))
    await studio.rungs.reach(studio.write(first.units) - 9000)
    shift = 90_000 * 3
    studio.write(replace(unit, pts=unit.pts + shift, dts=unit.dts + shift) for unit in second.units)
    await studio.rungs.reach(second.of(second.video)[-3].pts + shift)
    for units, widths in zip(studio.rungs.units.values(), ([214, 120], [106, 60]), strict=True):
        tracks = [unit.track for unit in units]
        seen = [t.width for t in tracks if isinstance(t, VideoTrack)]
        assert sorted(set(seen), reverse=True) == widths
        changed = seen.index(widths[1])
        assert units[changed].keyframe
        assert units[changed].pts == second.of(second.video)[0].pts + shift
    assert studio.rungs.heard == []


async def test_a_smaller_picture_ends_the_rungs_it_is_too_small_for(studio: Studio) -> None:
    await studio.rungs.reach(studio.write(encode(size=(320, 180)).units) - 9000)
    shift = 90_000 * 3
    small = encode(size=(110, 70)).units
    studio.write(replace(unit, pts=unit.pts + shift, dts=unit.dts + shift) for unit in small)
    assert (studio.rungs.heard, studio.ladders.rungs) == ([f"{LOW} ended"], 1)


async def test_a_publisher_that_returns_begins_a_timeline_of_its_own(studio: Studio) -> None:
    media = encode(size=(320, 180))
    await studio.rungs.reach(studio.write(media.units) - 9000)
    studio.broadcast.await_publisher()
    studio.broadcast.put_on_air(RecordingPublisher())
    shift = -90_000 * 4
    await studio.rungs.reach(
        studio.write(replace(unit, pts=unit.pts + shift, dts=unit.dts + shift) for unit in media.units) - 9000
    )
    for units in studio.rungs.units.values():
        assert units[0].keyframe
        assert units[0].pts == media.of(media.video)[0].pts + shift
    studio.broadcast.end(EndReason.STOPPED)
    assert (studio.ladders.rungs, studio.rungs.heard) == (0, ["discontinuity", "end"])


async def test_a_publisher_that_sends_further_pictures_itself_gets_none_made(studio: Studio) -> None:
    media = encode(size=(320, 180))
    await studio.rungs.reach(studio.write(media.units) - 9000)
    own = replace(media.units[0], track=replace(media.video, id=TrackId(FURTHER_VIDEO + 1)))
    studio.broadcast.write(own)
    assert studio.rungs.heard == [f"{TOP} ended", f"{LOW} ended"]
    assert studio.ladders.rungs == 0


async def test_an_encoder_this_machine_lacks_is_replaced(studio: Studio) -> None:
    for ladder in studio.ladders._ladders:
        ladder.worker._arguments = ("h264_nvenc", "veryfast")
    media = encode(size=(320, 180))
    await studio.rungs.reach(studio.write(media.units) - 9000)
    assert studio.ladders.deaths == 0
