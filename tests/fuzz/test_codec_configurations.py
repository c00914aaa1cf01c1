"""Parameter sets and configuration records; the first byte chooses which."""

from collections.abc import Callable

from fakes.codec_vectors import (
    AAC_LC_48000_STEREO,
    AV1_480,
    AV1_KEY_FRAME,
    AV1_TEMPORAL_DELIMITER,
    AV1_VECTORS,
    H264_VECTORS,
    H265_VECTORS,
)
from fakes.mutation import mutations
from klieg.media.codecs.aac import parse_audio_specific_config
from klieg.media.codecs.av1 import Av1Configuration, read_temporal_unit
from klieg.media.codecs.av1_sequence import parse_av1_sequence_header
from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.h264_sps import parse_h264_sps
from klieg.media.codecs.h265 import H265Configuration
from klieg.media.codecs.h265_sps import parse_h265_sps
from klieg.media.codecs.nal import find_nals, unescape
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO


def _h264(data: bytes) -> None:
    configuration = H264Configuration.parse(data)
    track = configuration.track(MAIN_VIDEO)
    again = H264Configuration.parse(track.configuration)
    assert (again.sps, again.pps) == (configuration.sps, configuration.pps)


def _h264_in_band(data: bytes) -> None:
    known = H264Configuration.parse(H264_VECTORS[0].record())
    nals = [data[begin:end] for begin, end in find_nals(data, 1) if data[begin] & 0x1F in {7, 8}]
    known.with_parameter_sets(nals).track(MAIN_VIDEO)


def _h265(data: bytes) -> None:
    configuration = H265Configuration.parse(data)
    track = configuration.track(MAIN_VIDEO)
    assert H265Configuration.parse(track.configuration).nals == configuration.nals


def _h265_in_band(data: bytes) -> None:
    known = H265Configuration.parse(H265_VECTORS[0].record())
    nals = [data[begin:end] for begin, end in find_nals(data, 1) if data[begin] >> 1 & 0x3F in {32, 33, 34}]
    known.with_parameter_sets(nals).track(MAIN_VIDEO)


def _av1(data: bytes) -> None:
    configuration = Av1Configuration.parse(data)
    if configuration is not None:
        assert Av1Configuration.parse(configuration.track(MAIN_VIDEO).configuration) == configuration


def _aac(data: bytes) -> None:
    track = parse_audio_specific_config(data).track(MAIN_AUDIO)
    assert track.channels > 0
    assert track.sample_rate > 0


def _bits(data: bytes) -> None:
    bits = BitReader(data)
    for byte in data:
        (bits.read_ue, bits.read_se, bits.flag, bits.align)[byte % 4]()


PARSERS: tuple[Callable[[bytes], object], ...] = (
    _h264,
    _h264_in_band,
    parse_h264_sps,
    _h265,
    _h265_in_band,
    parse_h265_sps,
    _av1,
    parse_av1_sequence_header,
    read_temporal_unit,
    _aac,
    _bits,
    unescape,
)
_GOOD: tuple[tuple[bytes, ...], ...] = (
    tuple(vector.record() for vector in H264_VECTORS),
    tuple(bytes((len(v.sps),)) + v.sps + bytes((len(v.pps),)) + v.pps for v in H264_VECTORS),
    tuple(vector.sps for vector in H264_VECTORS),
    tuple(vector.record() for vector in H265_VECTORS),
    tuple(b"".join(bytes((len(nal),)) + nal for nal in (v.vps, v.sps, v.pps)) for v in H265_VECTORS),
    tuple(vector.sps for vector in H265_VECTORS),
    tuple(vector.record() for vector in AV1_VECTORS),
    tuple(vector.sequence_header[2:] for vector in AV1_VECTORS),
    (AV1_TEMPORAL_DELIMITER + AV1_480.sequence_header + AV1_KEY_FRAME,),
    (AAC_LC_48000_STEREO, bytes.fromhex("130856e59d4880"), bytes.fromhex("2b118800")),
    (b"\x12\x34\x56\x78\x9a",),
    (b"\x00\x00\x03\x01",),
)
SEEDS = tuple(bytes((index,)) + data for index, good in enumerate(_GOOD) for data in good)


def fuzz_one(data: bytes) -> None:
    if not data:
        return
    try:
        PARSERS[data[0] % len(PARSERS)](data[1:])
    except CodecError:
        return


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 10_000):
        fuzz_one(data)
