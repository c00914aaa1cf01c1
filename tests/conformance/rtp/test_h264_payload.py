"""RFC 6184: the payload format of H.264, packetization mode 1."""

from fakes.codec_vectors import WIDE_480
from fakes.rtp.sender import picture, video_track
from klieg.media.codecs.nal import join_nals
from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock
from klieg.media.rtp.h264_depacketizer import H264Depacketizer
from klieg.media.rtp.h264_packetizer import H264Packetizer
from klieg.media.rtp.packet import parse_packet
from klieg.media.track import MAIN_VIDEO
from klieg.media.unit import Unit

TRACK = video_track()


def _split(*nals: bytes, keyframe: bool = False) -> list[bytes]:
    return H264Packetizer().split(Unit(TRACK, 0, 0, keyframe, join_nals(nals)))


def test_5_1_the_marker_is_on_the_last_packet_of_an_access_unit_and_all_share_its_timestamp() -> None:
    track = ForwardedTrack("video", clock=ForwardingClock(), ssrc=1, first_sequence=0, first_timestamp=9)
    unit = Unit(TRACK, 3000, 3000, keyframe=True, payload=picture(0, keyframe=True))
    packets = [parse_packet(data) for data in track.receive_unit(unit, 0.0)]
    assert [packet.marker for packet in packets] == [False] * (len(packets) - 1) + [True]
    assert {packet.timestamp for packet in packets} == {3009}


def test_5_3_nri_of_an_aggregate_is_the_highest_of_what_it_holds() -> None:
    (aggregate, _) = _split(b"\x65", keyframe=True)
    assert aggregate[0] & 0x60 == max(WIDE_480.sps[0] & 0x60, WIDE_480.pps[0] & 0x60)
    assert aggregate[0] & 0x80 == 0


def test_5_6_a_single_nal_unit_packet_is_the_nal_unit() -> None:
    assert _split(b"\x41slice") == [b"\x41slice"]


def test_5_7_1_an_aggregate_has_sizes_of_two_bytes() -> None:
    (aggregate, _) = _split(b"\x65", keyframe=True)
    size = len(WIDE_480.sps)
    assert aggregate[0] & 0x1F == 24
    assert aggregate[1 : 3 + size] == size.to_bytes(2) + WIDE_480.sps
    assert aggregate[3 + size :] == len(WIDE_480.pps).to_bytes(2) + WIDE_480.pps


def test_5_8_fragments_have_indicator_and_header_and_not_the_nal_header() -> None:
    nal = b"\x65" + bytes(index & 0xFF for index in range(3000))
    fragments = _split(nal)
    assert [fragment[0] for fragment in fragments] == [0x7C] * 3
    assert [fragment[1] for fragment in fragments] == [0x85, 0x05, 0x45]
    assert b"".join(fragment[2:] for fragment in fragments) == nal[1:]


def test_5_8_no_fragment_both_starts_and_ends() -> None:
    for size in (1189, 1190, 2400):
        assert all(fragment[1] & 0xC0 != 0xC0 for fragment in _split(b"\x65" + bytes(size - 1)))


def test_7_2_a_fragmented_nal_unit_with_a_hole_is_discarded() -> None:
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    sets = [*_split(b"\x65", keyframe=True)][:1]
    fragments = [*sets, *_split(b"\x65" + bytes(5000))]
    for index, fragment in enumerate(fragments):
        if index == 2:
            depacketizer.receive_loss()
            continue
        assert depacketizer.receive_payload(fragment, 0, marker=index == len(fragments) - 1) == []
