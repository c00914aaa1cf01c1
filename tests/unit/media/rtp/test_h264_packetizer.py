import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.codec_vectors import WIDE_480
from fakes.rtp.sender import video_track
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.nal import join_nals
from klieg.media.rtp.h264_depacketizer import H264Depacketizer
from klieg.media.rtp.h264_packetizer import MAX_PAYLOAD_BYTES, H264Packetizer
from klieg.media.track import MAIN_VIDEO
from klieg.media.unit import Unit

TRACK = video_track()
SETS = b"\x78" + len(WIDE_480.sps).to_bytes(2) + WIDE_480.sps + len(WIDE_480.pps).to_bytes(2) + WIDE_480.pps


def _unit(*nals: bytes, keyframe: bool = False) -> Unit:
    return Unit(TRACK, 0, 0, keyframe, join_nals(nals))


def test_small_nal_units_go_alone() -> None:
    assert H264Packetizer().split(_unit(b"\x41a", b"\x41b")) == [b"\x41a", b"\x41b"]


def test_a_keyframe_has_its_parameter_sets_in_front() -> None:
    packetizer = H264Packetizer()
    assert packetizer.split(_unit(b"\x65a", keyframe=True)) == [SETS, b"\x65a"]
    assert packetizer.split(_unit(b"\x65a", keyframe=True)) == [SETS, b"\x65a"]


def test_parameter_sets_too_long_for_one_packet_go_alone() -> None:
    long = WIDE_480.pps + bytes(range(1, 256)) * 5
    track = H264Configuration(4, (WIDE_480.sps,), (long,)).track(MAIN_VIDEO)
    payloads = H264Packetizer().split(Unit(track, 0, 0, keyframe=True, payload=join_nals([b"\x65a"])))
    assert payloads[0] == WIDE_480.sps
    assert [payload[0] & 0x1F for payload in payloads[1:]] == [28, 28, 5]


def test_an_empty_unit_makes_no_packets() -> None:
    assert H264Packetizer().split(_unit(keyframe=True)) == []


def test_lengths_that_do_not_fit_are_refused() -> None:
    with pytest.raises(CodecError):
        H264Packetizer().split(Unit(TRACK, 0, 0, keyframe=False, payload=b"\x00\x00\x00\x09a"))


@pytest.mark.parametrize("size", [MAX_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES + 1, 2 * MAX_PAYLOAD_BYTES - 3, 50_000])
def test_no_payload_is_longer_than_fits(size: int) -> None:
    payloads = H264Packetizer().split(_unit(b"\x65" + bytes(size - 1)))
    assert max(map(len, payloads)) <= MAX_PAYLOAD_BYTES
    assert (len(payloads) == 1) == (size <= MAX_PAYLOAD_BYTES)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=5))
def test_what_is_split_is_put_together_again(sizes: list[int]) -> None:
    nals = [b"\x65" + bytes(index % 251 for index in range(size)) for size in sizes]
    payloads = H264Packetizer().split(_unit(*nals, keyframe=True))
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    units = [
        unit
        for index, payload in enumerate(payloads)
        for unit in depacketizer.receive_payload(payload, 1, marker=index == len(payloads) - 1)
    ]
    assert [unit.payload for unit in units] == [join_nals(nals)]
    assert units[0].track == TRACK
