from dataclasses import replace

import pytest

from fakes.node.parts import AUDIO, VIDEO, audio_unit, video_unit
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution, PublishRules
from klieg.media.track import FURTHER_VIDEO, Track, TrackId, VideoTrack
from klieg.node.ingest.multitrack_gate import MAX_PICTURES, MultitrackError, MultitrackGate

SECOND = TrackId(FURTHER_VIDEO + 1)
FRAMES_A_SECOND = 30


class Gate:
    """A gate and the tracks it ended."""

    def __init__(
        self, policy: MultitrackPolicy, held: list[Track] | None = None, **rules: MultitrackResolution
    ) -> None:
        self.ended: list[TrackId] = []
        tracks = {track.id: track for track in held or []}
        self.gate = MultitrackGate(PublishRules(multitrack=policy, **rules), tracks, self.ended.append)

    def take(self, number: int, track: VideoTrack = VIDEO) -> bool:
        return self.gate.receive_unit(video_unit(number, gop=FRAMES_A_SECOND, track=track))


def further(number: int, width: int = 640, height: int = 360) -> VideoTrack:
    return replace(VIDEO, id=TrackId(FURTHER_VIDEO + number), width=width, height=height)


def test_one_picture_and_its_changes_are_taken_everywhere_but_where_several_are_required() -> None:
    for policy in (MultitrackPolicy.REFUSE, MultitrackPolicy.ALLOW):
        gate = Gate(policy)
        assert gate.gate.receive_unit(audio_unit(0))
        for number in range(400):
            assert gate.take(number, VIDEO if number < 200 else replace(VIDEO, width=3840))
        assert gate.ended == []


def test_a_second_picture_is_refused_by_the_name_the_video_service_has() -> None:
    gate = Gate(MultitrackPolicy.REFUSE)
    gate.take(0)
    with pytest.raises(MultitrackError, match=r"^MultitrackInputNotAllowed: this channel takes one picture") as caught:
        gate.take(0, further(1))
    assert caught.value.reason is EndReason.MULTITRACK_NOT_ALLOWED


def test_several_pictures_are_taken_each_from_its_keyframe_on() -> None:
    gate = Gate(MultitrackPolicy.ALLOW)
    assert [gate.take(number) for number in (0, 1)] == [True, True]
    assert [gate.take(number, further(1)) for number in (1, 30, 31)] == [False, True, True]
    assert [gate.take(number, further(2)) for number in (0, 1)] == [True, True]


@pytest.mark.parametrize(
    ("resolution", "edge"),
    [(MultitrackResolution.SD, 864), (MultitrackResolution.HD, 1280), (MultitrackResolution.FULL_HD, 1920)],
)
def test_no_picture_of_several_is_larger_than_the_channel_takes(resolution: MultitrackResolution, edge: int) -> None:
    gate = Gate(MultitrackPolicy.ALLOW, multitrack_resolution=resolution)
    gate.take(0, replace(VIDEO, width=486, height=edge))
    gate.take(0, further(1, width=edge))
    with pytest.raises(
        MultitrackError, match=r"^InvalidMultitrackInputVideoTrackMediaProperties: .* 4x1921 "
    ) as caught:
        gate.take(0, further(2, width=4, height=1921))
    assert caught.value.reason is EndReason.MULTITRACK_TRACK_MEDIA


def test_the_first_picture_is_measured_when_a_second_one_comes() -> None:
    gate = Gate(MultitrackPolicy.ALLOW)
    gate.take(0, replace(VIDEO, width=3840, height=2160))
    with pytest.raises(MultitrackError, match="3840x2160"):
        gate.take(0, further(1))


def test_pictures_are_limited_in_number() -> None:
    gate = Gate(MultitrackPolicy.ALLOW)
    gate.take(0)
    for number in range(1, MAX_PICTURES):
        gate.take(0, further(number))
    with pytest.raises(MultitrackError, match=r"^InvalidMultitrackInputTrackCount: at most 6") as caught:
        gate.take(0, further(MAX_PICTURES))
    assert caught.value.reason is EndReason.MULTITRACK_TRACK_COUNT


def test_where_several_are_required_the_second_one_is_waited_for() -> None:
    gate = Gate(MultitrackPolicy.REQUIRE)
    for number in range(3 * FRAMES_A_SECOND):
        assert gate.take(number)
    with pytest.raises(MultitrackError, match=r"^MultitrackInputRequired: ") as caught:
        gate.take(3 * FRAMES_A_SECOND)
    assert caught.value.reason is EndReason.MULTITRACK_REQUIRED


def test_where_several_are_required_a_second_one_in_time_is_enough() -> None:
    gate = Gate(MultitrackPolicy.REQUIRE)
    for number in range(10 * FRAMES_A_SECOND):
        assert gate.take(number)
        if number >= 2 * FRAMES_A_SECOND:
            assert gate.take(number, further(1))


def test_a_picture_that_stays_away_has_ended_and_may_begin_anew() -> None:
    gate = Gate(MultitrackPolicy.ALLOW)
    for number in range(12 * FRAMES_A_SECOND):
        gate.take(number)
        gate.take(number, further(2))
        if number < FRAMES_A_SECOND:
            gate.take(number, further(1))
    assert gate.ended == [SECOND]
    assert not gate.take(361, further(1))
    assert gate.take(390, further(1))


def test_pictures_of_before_a_break_that_do_not_come_back_end() -> None:
    gate = Gate(MultitrackPolicy.ALLOW, held=[VIDEO, AUDIO, further(1), further(2)])
    for number in range(6 * FRAMES_A_SECOND):
        gate.take(number)
        gate.take(number, further(2))
    assert gate.ended == [SECOND]
