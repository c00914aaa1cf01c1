from klieg.media.pull.interleaver import Interleaver, seconds
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, TrackId, VideoCodec, VideoTrack
from klieg.media.unit import Unit

VIDEO = VideoTrack(MAIN_VIDEO, VideoCodec.H264, b"", "avc1.64001f", 640, 360, 30.0, 90_000)
AUDIO = AudioTrack(MAIN_AUDIO, AudioCodec.AAC, b"", "mp4a.40.2", 48_000, 2, 48_000, 1024)


def unit(track: VideoTrack | AudioTrack, at: float) -> Unit:
    ticks = round(at * track.timescale)
    return Unit(track, ticks, ticks, keyframe=True, payload=b"x")


def order(units: list[Unit]) -> list[tuple[TrackId, float]]:
    return [(each.track.id, seconds(each)) for each in units]


def test_a_second_of_one_behind_a_second_of_the_other() -> None:
    interleaver = Interleaver(2, 5.0)
    for at in (0.0, 0.5, 1.0):
        assert interleaver.receive_unit(unit(VIDEO, at)) == []
    assert order(interleaver.receive_unit(unit(AUDIO, 0.0))) == [(MAIN_VIDEO, 0.0), (MAIN_AUDIO, 0.0)]
    assert order(interleaver.receive_unit(unit(AUDIO, 0.75))) == [(MAIN_VIDEO, 0.5), (MAIN_AUDIO, 0.75)]
    assert order(interleaver.flush()) == [(MAIN_VIDEO, 1.0)]
    assert interleaver.flush() == []


def test_one_track_alone_is_not_held() -> None:
    interleaver = Interleaver(1, 5.0)
    assert [order(interleaver.receive_unit(unit(VIDEO, at))) for at in (0.0, 1.0)] == [
        [(MAIN_VIDEO, 0.0)],
        [(MAIN_VIDEO, 1.0)],
    ]


def test_a_track_that_never_begins_is_waited_for_so_long() -> None:
    interleaver = Interleaver(2, 5.0)
    released = [order(interleaver.receive_unit(unit(VIDEO, at))) for at in (0.0, 2.0, 5.0, 7.0)]
    assert released == [[], [], [(MAIN_VIDEO, 0.0)], [(MAIN_VIDEO, 2.0)]]


def test_a_track_that_stays_away_is_not_waited_for_until_it_is_back() -> None:
    interleaver = Interleaver(2, 5.0)
    interleaver.receive_unit(unit(VIDEO, 0.0))
    interleaver.receive_unit(unit(AUDIO, 0.0))
    assert order(interleaver.receive_unit(unit(VIDEO, 4.0))) == []
    assert order(interleaver.receive_unit(unit(VIDEO, 6.0))) == [(MAIN_VIDEO, 4.0), (MAIN_VIDEO, 6.0)]
    assert order(interleaver.receive_unit(unit(VIDEO, 7.0))) == [(MAIN_VIDEO, 7.0)]
    assert order(interleaver.receive_unit(unit(AUDIO, 7.0))) == [(MAIN_AUDIO, 7.0)]
    assert order(interleaver.receive_unit(unit(VIDEO, 8.0))) == []
