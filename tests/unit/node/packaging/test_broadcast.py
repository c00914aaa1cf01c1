from dataclasses import replace

from fakes.node.parts import VIDEO, FakeTime, audio_unit, video_unit
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.presentation import Presentation
from klieg.media.track import DERIVED_VIDEO, TrackId
from klieg.node.packaging.broadcast import PackagedBroadcast

RUNG = replace(VIDEO, id=TrackId(DERIVED_VIDEO + 1), width=640, height=360)


class Impatient:
    """Waits for what never comes."""

    woken = 0

    def is_due(self, edge: LiveEdge) -> bool:
        return edge.ended

    def wake(self) -> None:
        self.woken += 1


class Packaging:
    def __init__(self) -> None:
        self.time = FakeTime()
        self.started: list[bool] = []
        self.packaged = PackagedBroadcast(
            Presentation(HlsConfig()),
            self.time,
            on_playable=lambda: self.started.append(True),
            later=lambda call: self.time.call_later(0, call),
        )

    def feed(self, start: int, stop: int, *, rung: bool) -> None:
        for number in range(start, stop):
            self.packaged.offer(video_unit(number))
            self.packaged.offer(audio_unit(number * 48_000 // 30 // 1024))
            if rung:
                self.packaged.offer(video_unit(number, track=RUNG))


def test_the_first_media_is_announced_once() -> None:
    packaging = Packaging()
    assert not packaging.packaged.has_played_for(0)
    packaging.feed(0, 90, rung=False)
    assert packaging.started == [True]
    assert packaging.packaged.leader.edge.msn >= 1
    packaging.time.pass_by(2)
    assert packaging.packaged.has_played_for(2)
    assert not packaging.packaged.has_played_for(3)


def test_a_further_track_becomes_a_rendition_that_can_be_chosen() -> None:
    packaging = Packaging()
    packaging.feed(0, 90, rung=True)
    assert list(packaging.packaged.renditions) == ["source", "360p30"]
    assert packaging.packaged.available == list(packaging.packaged.renditions.values())


def test_who_waits_for_a_rendition_that_ends_is_told_at_once() -> None:
    packaging = Packaging()
    packaging.feed(0, 90, rung=True)
    waiting = Impatient()
    packaging.packaged.renditions["360p30"].add_waiter(waiting)
    packaging.packaged.offer_track_end(RUNG.id)
    assert waiting.woken == 1
    assert [packaged.rendition.name for packaged in packaging.packaged.available] == ["source"]
    packaging.feed(120, 200, rung=True)
    assert len(packaging.packaged.available) == 2, "it is taken up again at a keyframe"


def test_the_end_is_everyone_s() -> None:
    packaging = Packaging()
    packaging.feed(0, 90, rung=True)
    waiting = Impatient()
    packaging.packaged.renditions["360p30"].add_waiter(waiting)
    packaging.packaged.offer_end()
    assert waiting.woken == 1
    assert all(packaged.edge.ended and packaged.available for packaged in packaging.packaged.renditions.values())
