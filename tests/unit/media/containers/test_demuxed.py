import pytest

from fakes.codec_vectors import AAC_LC_48000_STEREO, WIDE_480, WIDE_768
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.demuxed import DemuxedAudio, DemuxedVideo
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioTrack, VideoTrack

START = b"\x00\x00\x00\x01"
DELIMITER, KEY, INTER = b"\x09\xf0", b"\x65key", b"\x41inter"


def annex_b(*nals: bytes) -> bytes:
    return b"".join(START + nal for nal in nals)


def adts(*frames: bytes, crc: bool = False) -> bytes:
    """AAC-LC, 48 kHz, stereo behind ADTS headers."""
    made = b""
    for frame in frames:
        size = len(frame) + (9 if crc else 7)
        header = bytes(
            (0xFF, 0xF0 | (not crc), 0x4C, 0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC)
        )
        made += header + (b"\x00\x00" if crc else b"") + frame
    return made


def test_start_codes_become_lengths_and_delimiters_go() -> None:
    video = DemuxedVideo(b"")
    assert video.receive(annex_b(DELIMITER, INTER), 0, 0) is None, "no parameter sets yet"
    unit = video.receive(annex_b(DELIMITER, WIDE_480.sps, WIDE_480.pps, KEY), 6000, 3000)
    assert unit is not None
    assert (unit.pts, unit.dts, unit.keyframe, unit.payload) == (6000, 3000, True, join_nals([KEY]))
    assert unit.track.id == MAIN_VIDEO
    following = video.receive(annex_b(DELIMITER, INTER), 9000, 6000)
    assert following is not None
    assert (following.keyframe, following.track is unit.track) == (False, True)


def test_parameter_sets_of_the_description_count() -> None:
    for extradata in (annex_b(WIDE_480.sps, WIDE_480.pps), WIDE_480.record()):
        video = DemuxedVideo(extradata)
        data = join_nals([KEY]) if extradata[0] == 1 else annex_b(KEY)
        unit = video.receive(data, 0, 0)
        assert unit is not None
        assert isinstance(unit.track, VideoTrack)
        assert unit.track.width == WIDE_480.width
        assert unit.payload == join_nals([KEY])


def test_new_parameter_sets_make_a_new_track() -> None:
    video = DemuxedVideo(b"")
    first = video.receive(annex_b(WIDE_480.sps, WIDE_480.pps, KEY), 0, 0)
    second = video.receive(annex_b(WIDE_768.sps, WIDE_768.pps, KEY), 3000, 3000)
    assert first is not None
    assert second is not None
    assert isinstance(second.track, VideoTrack)
    assert second.track.width == WIDE_768.width
    assert second.track.id == first.track.id


def test_times_never_stand_still() -> None:
    video = DemuxedVideo(WIDE_480.record())
    units = [video.receive(join_nals([KEY]), stamp, stamp) for stamp in (3000, 3000, 2999)]
    assert [unit.dts for unit in units if unit is not None] == [3000, 3001, 3002]
    assert all(unit.pts >= unit.dts for unit in units if unit is not None)


@pytest.mark.parametrize("crc", [False, True])
def test_adts_headers_describe_and_go(crc: bool) -> None:  # noqa: FBT001 - a case of the table
    audio = DemuxedAudio(b"")
    units = audio.receive(adts(b"one", b"two", crc=crc), 1_000_000_000)
    assert [(unit.pts, unit.payload) for unit in units] == [(48_000, b"one"), (49_024, b"two")]
    track = units[0].track
    assert isinstance(track, AudioTrack)
    assert (track.id, track.configuration, track.codec_string) == (MAIN_AUDIO, AAC_LC_48000_STEREO, "mp4a.40.2")


def test_raw_frames_lie_on_their_grid() -> None:
    audio = DemuxedAudio(AAC_LC_48000_STEREO)
    stamps = [audio.receive(b"aac", nanoseconds)[0].pts for nanoseconds in (0, 21_000_000, 43_000_000)]
    assert stamps == [0, 1024, 2048]


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"\xff\xf1\x4c",
        adts(b"frame")[:-1],
        b"\xff\xf1\x4c\x80\x00\x1f\xfc",
        b"\xff\xf1\x4c\x80\x01\x1f\xff\x00",
    ],
)
def test_what_is_no_adts_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        DemuxedAudio(b"").receive(data, 0)
