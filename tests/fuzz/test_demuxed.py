"""Demuxed packets and stream ids: an input is a kind and a list of packets, each a length in front of its bytes."""

import contextlib

from fakes.codec_vectors import AAC_LC_48000_STEREO, WIDE_480, WIDE_768
from fakes.mutation import mutations
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.demuxed import DemuxedAudio, DemuxedVideo
from klieg.media.srt.stream_id import StreamIdError, read_stream_key
from klieg.media.unit import Unit

_START = b"\x00\x00\x01"


def _input(kind: int, *packets: bytes) -> bytes:
    return bytes((kind,)) + b"".join(len(packet).to_bytes(2) + packet for packet in packets)


_SETS = _START + WIDE_480.sps + _START + WIDE_480.pps
SEEDS = (
    _input(0, b"", _SETS + _START + b"\x65key", _START + b"\x09\xf0" + _START + b"\x41inter"),
    _input(0, WIDE_768.record(), join_nals([WIDE_480.sps, WIDE_480.pps, b"\x65key"]), join_nals([b"\x41inter"])),
    _input(1, b"", b"\xff\xf1\x4c\x80\x01\x9f\xfcaacaa"),
    _input(1, AAC_LC_48000_STEREO, b"aac"),
    _input(2, b"#!::u=me,t=stream,m=publish,r=sk_key"),
)


def fuzz_one(data: bytes) -> None:
    packets: list[bytes] = []
    position = 1
    while position + 2 <= len(data):
        size = int.from_bytes(data[position : position + 2])
        packets.append(data[position + 2 : position + 2 + size])
        position += 2 + size
    if not packets:
        return
    with contextlib.suppress(CodecError, StreamIdError):
        match data[0] % 3:
            case 0:
                video = DemuxedVideo(packets[0])
                _check([unit for packet in packets[1:] if (unit := video.receive(packet, 0, 0)) is not None])
            case 1:
                audio = DemuxedAudio(packets[0])
                for packet in packets[1:]:
                    _check(audio.receive(packet, 0))
            case _:
                assert read_stream_key(packets[0].decode("utf-8", "replace")), "a key is never empty"


def _check(units: list[Unit]) -> None:
    for unit in units:
        assert unit.pts >= unit.dts, "nothing is shown before it is decoded"
        assert unit.payload, "a unit carries something"


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 3000):
        fuzz_one(data)
