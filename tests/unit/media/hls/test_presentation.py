from dataclasses import replace

from fakes.hls_gallery import Rung
from fakes.scripted_stream import AUDIO, VIDEO, Arrival, Script
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.presentation import MAX_FURTHER_RENDITIONS, Presentation
from klieg.media.track import DERIVED_AUDIO, DERIVED_VIDEO, FURTHER_VIDEO, AudioCodec, TrackId
from klieg.media.unit import Unit

OPUS = replace(AUDIO, codec=AudioCodec.OPUS, codec_string="opus", frame_samples=960)


def present(*streams: list[Arrival]) -> Presentation:
    presentation = Presentation(HlsConfig())
    for unit, at in sorted((arrival for stream in streams for arrival in stream), key=lambda arrival: arrival[1]):
        presentation.receive_unit(unit, at)
    return presentation


def test_the_leading_rendition_comes_first_and_the_others_by_size() -> None:
    main = Script(seconds=3).arrivals()
    presentation = present(main, *[Rung(number, lag_s=0.1).derive(main) for number in (3, 1, 2)])
    assert [rendition.name for rendition in presentation.renditions] == ["source", "600p30", "480p30", "360p30"]
    assert all(rendition.available for rendition in presentation.renditions)


def test_opus_is_no_sound_of_hls_but_its_aac_is_waited_for() -> None:
    opus = Script(seconds=6, video=False, audio_track=OPUS).arrivals()
    derived = replace(AUDIO, id=DERIVED_AUDIO)
    aac = Script(seconds=6, video=False, audio_track=derived).arrivals()
    late = [(unit, at) for unit, at in aac if unit.dts >= round(100.9 * 48_000)]
    presentation = present(opus, Script(seconds=6, audio=False).arrivals(), late)
    assert presentation.leader.variant().codecs == "avc1.64001f,mp4a.40.2"
    assert presentation.leader.init(1) is None, "the sound is described from the start"
    without = present(Script(seconds=6, audio=False).arrivals(), late)
    assert without.leader.init(1) is not None


def test_there_is_a_most_number_of_renditions() -> None:
    presentation = Presentation(HlsConfig())
    for number in range(MAX_FURTHER_RENDITIONS + 5):
        track = replace(VIDEO, id=TrackId(FURTHER_VIDEO + number))
        assert presentation.receive_unit(Unit(track, 0, 0, True, b"x"), 0.0) == []
    assert len(presentation.renditions) == 1 + MAX_FURTHER_RENDITIONS
    assert presentation.renditions[2].name == "720p30-2"


def test_a_track_that_ends_takes_its_rendition_out_of_the_choice() -> None:
    main = Script(seconds=3).arrivals()
    presentation = present(main, Rung(1).derive(main))
    ended = presentation.receive_track_end(TrackId(DERIVED_VIDEO + 1))
    assert ended is presentation.renditions[1]
    assert not ended.available
    assert presentation.receive_track_end(TrackId(DERIVED_VIDEO + 9)) is None


def test_the_end_and_a_lost_publisher_are_everyone_s() -> None:
    main = Script(seconds=3.1).arrivals()
    presentation = present(main, Rung(1, lag_s=0.0).derive(main))
    assert presentation.receive_discontinuity() == presentation.renditions
    assert presentation.receive_end() == presentation.renditions
    assert all(rendition.ended for rendition in presentation.renditions)


def test_a_ladder_that_starts_late_has_the_segment_of_its_first_keyframe() -> None:
    main = Script(seconds=6).arrivals()
    presentation = present(main, Rung(1, lag_s=2.5).derive(main))
    assert "segment-1.m4s" in presentation.renditions[1].media_playlist()
