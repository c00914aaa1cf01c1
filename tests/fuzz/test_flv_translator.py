"""FLV tag bodies: an input is a list of tags, each a length, a kind and a step of time in front of its body."""

from fakes.codec_vectors import (
    AAC_LC_48000_STEREO,
    AV1_480,
    AV1_KEY_FRAME,
    AV1_TEMPORAL_DELIMITER,
    H265_480,
    H265_768,
    WIDE_480,
    WIDE_768,
)
from fakes.flv_tags import (
    AV1,
    AVC,
    HEVC,
    aac_configuration,
    aac_frame,
    enhanced_audio,
    enhanced_video,
    h264_configuration,
    h264_frame,
    many_codecs,
    many_tracks,
    mod_ex,
    one_track,
)
from fakes.mutation import mutations
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.errors import FlvError
from klieg.media.containers.flv.translator import MAX_VIDEO_TRACKS, FlvTranslator
from klieg.media.track import DERIVED_VIDEO

_HEADER_BYTES = 4


def _input(*tags: tuple[bool, bytes]) -> bytes:
    return b"".join(len(body).to_bytes(2) + bytes((video, 33)) + body for video, body in tags)


_KEY = join_nals([WIDE_768.sps, WIDE_768.pps, b"\x65key"])
SEEDS = (
    _input(
        (True, h264_configuration(WIDE_480.record())),
        (False, aac_configuration(AAC_LC_48000_STEREO)),
        (True, h264_frame(_KEY, key=True, composition_ms=66)),
        (False, aac_frame(b"aac")),
        (True, h264_frame(join_nals([b"\x41inter"]), composition_ms=-33)),
    ),
    _input(
        (True, enhanced_video(0, HEVC, H265_480.record())),
        (True, enhanced_video(1, HEVC, bytes(3) + join_nals([H265_768.vps, H265_768.sps, H265_768.pps, b"\x26\x01i"]))),
        (True, many_tracks(0x96, 3, HEVC, {0: join_nals([b"\x02\x01p"]), 1: b"other"})),
    ),
    _input(
        (True, enhanced_video(0, AV1, AV1_480.record())),
        (True, enhanced_video(1, AV1, AV1_TEMPORAL_DELIMITER + AV1_480.sequence_header + AV1_KEY_FRAME)),
        (True, many_codecs(0x96, 1, [(AVC, 1, b"x"), (AV1, 0, AV1_KEY_FRAME)])),
        (False, mod_ex(enhanced_audio(0, b"mp4a", AAC_LC_48000_STEREO), b"\x00\x01\x00")),
    ),
    _input(
        (True, h264_configuration(WIDE_768.record())),
        (True, one_track(enhanced_video(0, AVC, WIDE_480.record()), 6, 1)),
        (True, many_codecs(0x96, 0, [(AVC, 2, WIDE_480.record()), (HEVC, 3, H265_480.record())])),
        (True, h264_frame(_KEY, key=True)),
        (
            True,
            mod_ex(many_tracks(0x96, 3, AVC, {1: join_nals([b"\x65k"]), 2: join_nals([b"\x41p"])}), b"\x00\x02\x00"),
        ),
        (True, one_track(enhanced_video(3, HEVC, join_nals([b"\x26\x01i"])), 6, 3)),
        (False, one_track(enhanced_audio(0, b"mp4a", AAC_LC_48000_STEREO), 5, 0)),
        (False, many_tracks(0x95, 1, b"mp4a", {0: b"aac", 1: b"other"})),
    ),
)


def fuzz_one(data: bytes) -> None:
    translator = FlvTranslator()
    last: dict[int, int] = {}
    timestamp_ms = position = 0
    while position + _HEADER_BYTES <= len(data):
        size, kind, step = int.from_bytes(data[position : position + 2]), data[position + 2] & 1, data[position + 3]
        position += _HEADER_BYTES
        body = data[position : position + size]
        position += size
        timestamp_ms = max(0, timestamp_ms + (step if step < 0xF0 else (step - 0xF8) * 10_000))
        try:
            units = (
                translator.receive_video(timestamp_ms, body) if kind else translator.receive_audio(timestamp_ms, body)
            )
        except FlvError:
            continue
        for unit in units:
            assert unit.pts >= unit.dts, "nothing is shown before it is decoded"
            assert unit.payload, "a unit carries something"
            assert unit.track.kind == "audio" or unit.dts > last.get(unit.track.id, -1), "video decoding times increase"
            assert unit.track.id < DERIVED_VIDEO, "from there on tracks are ours"
            last[unit.track.id] = unit.dts
            assert len(last) <= MAX_VIDEO_TRACKS + 1, "tracks are bounded"


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 3000):
        fuzz_one(data)
