from collections.abc import Callable
from dataclasses import replace

from pydantic import BaseModel

from fakes.node.parts import VIDEO, audio_unit, make_broadcast, video_unit
from klieg.media.track import MAIN_AUDIO, AudioCodec, AudioTrack, TrackId, VideoCodec
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.webrtc.messages import CatchUp, EndBroadcast, EndTrack
from klieg.node.webrtc.watched import WatchedBroadcast

SMALL = replace(VIDEO, id=TrackId(101), width=640, height=360)
OPUS = AudioTrack(MAIN_AUDIO, AudioCodec.OPUS, b"", "opus", 48_000, 2, 960, 48_000)


class Worker:
    """Remembers what it is told and given."""

    def __init__(self) -> None:
        self.told: list[BaseModel] = []
        self.units: list[Unit] = []
        self.forgotten: list[str] = []
        self.is_full = False

    def tell(self, order: BaseModel) -> None:
        self.told.append(order)

    def send_unit(self, broadcast: str, unit: Unit) -> bool:
        if not self.is_full:
            self.units.append(unit)
        return not self.is_full

    def forget(self, broadcast: str) -> None:
        self.forgotten.append(broadcast)


class Scene:
    def __init__(self) -> None:
        self.worker = Worker()
        self.broadcast = make_broadcast()
        self.wanting_opus = 0
        self.watched = WatchedBroadcast(self.broadcast, self.worker, self.want_opus)

    def want_opus(self, _: Broadcast) -> Callable[[], None]:
        self.wanting_opus += 1

        def release() -> None:
            self.wanting_opus -= 1

        return release

    def show(self, *numbers: int) -> None:
        for number in numbers:
            self.watched.offer(video_unit(number))


def test_nothing_is_sent_until_somebody_watches_then_all_since_the_keyframe() -> None:
    scene = Scene()
    scene.show(0, 1, 60, 61, 62)
    assert scene.worker.units == []
    scene.watched.admit("whep_1")
    assert [unit.pts for unit in scene.worker.units] == [180_000, 183_000, 186_000]
    assert scene.worker.told == [CatchUp(broadcast=scene.broadcast.session_id, span_s=6000 / 90_000)]
    scene.watched.admit("whep_2")
    scene.show(63)
    assert len(scene.worker.units) == 4
    assert scene.watched.viewer_count == 2


def test_sound_is_sent_as_opus_which_is_wanted_while_somebody_watches() -> None:
    scene = Scene()
    scene.show(0)
    scene.watched.admit("whep_1")
    assert scene.wanting_opus == 1
    scene.watched.offer(audio_unit(0))
    scene.watched.offer(Unit(OPUS, 0, 0, keyframe=True, payload=b"o"))
    assert [unit.track.kind for unit in scene.worker.units] == ["video", "audio"]
    scene.watched.dismiss("whep_1")
    assert scene.wanting_opus == 0
    assert scene.worker.told[-1] == EndBroadcast(broadcast=scene.broadcast.session_id)
    assert scene.worker.forgotten == [scene.broadcast.session_id]
    scene.show(1)
    assert len(scene.worker.units) == 2


def test_a_picture_with_b_frames_is_left_out() -> None:
    """Shown order differs from sent order: I P B."""
    scene = Scene()
    scene.watched.offer(Unit(VIDEO, 6000, 0, keyframe=True, payload=b"i"))
    scene.watched.admit("whep_1")
    scene.watched.offer(Unit(VIDEO, 15_000, 3000, keyframe=False, payload=b"p"))
    assert scene.watched.picture() is VIDEO
    scene.watched.offer(Unit(VIDEO, 9000, 6000, keyframe=False, payload=b"b"))
    assert scene.watched.picture() is None
    assert "B-frames" in scene.watched.why_not()
    assert scene.worker.told[-1] == EndTrack(broadcast=scene.broadcast.session_id, track_id=VIDEO.id)
    assert len(scene.worker.units) == 2


def test_a_rung_without_b_frames_stands_in_for_such_a_source() -> None:
    scene = Scene()
    for pts in (6000, 15_000, 9000):
        scene.watched.offer(Unit(VIDEO, pts, 0, keyframe=pts == 6000, payload=b"x"))
    scene.watched.offer(video_unit(0, track=SMALL))
    assert scene.watched.picture() is SMALL


def test_other_codecs_are_left_out_by_name() -> None:
    scene = Scene()
    assert "no picture yet" in scene.watched.why_not()
    scene.watched.offer(video_unit(0, track=replace(VIDEO, codec=VideoCodec.H265, codec_string="hvc1.1")))
    assert scene.watched.picture() is None
    assert "hvc1.1" in scene.watched.why_not()


def test_after_a_unit_there_was_no_room_for_a_picture_waits_for_its_keyframe() -> None:
    scene = Scene()
    scene.show(0)
    scene.watched.admit("whep_1")
    scene.worker.is_full = True
    scene.show(1)
    scene.worker.is_full = False
    scene.show(2, 3, 60, 61)
    assert [unit.pts // 3000 for unit in scene.worker.units] == [0, 60, 61]
    assert scene.watched.dropped_units == 3


def test_new_parameters_are_a_new_picture() -> None:
    scene = Scene()
    scene.show(0, 1)
    turned = replace(VIDEO, width=720, height=1280)
    scene.watched.offer(video_unit(60, track=turned))
    scene.watched.admit("whep_1")
    assert [unit.track for unit in scene.worker.units] == [turned]


def test_a_worker_that_died_takes_its_viewers_with_it() -> None:
    scene = Scene()
    scene.show(0)
    scene.watched.admit("whep_1")
    scene.watched.forget_worker()
    assert scene.watched.viewer_count == 0
    assert scene.wanting_opus == 0
    scene.show(1)
    assert len(scene.worker.units) == 1


def test_the_end_of_the_broadcast_ends_its_viewers() -> None:
    scene = Scene()
    scene.show(0)
    scene.watched.admit("whep_1")
    scene.watched.offer_end()
    assert scene.worker.told[-1] == EndBroadcast(broadcast=scene.broadcast.session_id)
    assert scene.wanting_opus == 0
