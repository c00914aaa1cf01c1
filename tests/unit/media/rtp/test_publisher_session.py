from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.bad_network import Weather
from fakes.codec_vectors import FULL_HD, WIDE_480
from fakes.rtp.sender import AUDIO, OUR_SSRC, RID_ID, VIDEO, VIDEO_SSRC, Rehearsal, new_encoder, picture_number
from klieg.media.rtp.packet import build_header, with_elements
from klieg.media.rtp.publisher_session import MAX_PACKET_BYTES, PublisherSession
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime
from klieg.media.rtp.rtcp.feedback import PictureLoss
from klieg.media.rtp.rtcp.report import Goodbye
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO
from klieg.media.unit import Unit

LAYERS = replace(VIDEO, rids=("f", "h", "q"), rid_id=RID_ID)


def _session(*streams: ReceivedStream) -> PublisherSession:
    return PublisherSession(streams or (VIDEO, AUDIO), ssrc=OUR_SSRC, now=0.0)


def _sets(ssrc: int, sequence: int, timestamp: int) -> bytes:
    payload = b"\x78" + b"".join(len(nal).to_bytes(2) + nal for nal in (WIDE_480.sps, WIDE_480.pps))
    return build_header(102, sequence, timestamp, ssrc, marker=False) + payload


def _keyframe(session: PublisherSession, ssrc: int, now: float, rid: str = "", sequence: int = 0) -> list[Unit]:
    """Give a session a keyframe of two packets."""
    data = [_sets(ssrc, sequence, 0), build_header(102, sequence + 1, 0, ssrc, marker=True) + b"\x65key"]
    if rid:
        data = [with_elements(packet, [(RID_ID, rid.encode())]) for packet in data]
    return [unit for packet in data for unit in session.receive_packet(0, packet, now)]


def _losses(session: PublisherSession, now: float) -> set[int]:
    """Return the sources a keyframe is asked of."""
    said = [packet for _, data in session.poll(now).outgoing for packet in parse_compound(data)]
    return {packet.media_ssrc for packet in said if isinstance(packet, PictureLoss)}


def test_sound_and_picture_come_out_on_one_zero() -> None:
    rehearsal = Rehearsal(Weather(delay_s=0.01))
    rehearsal.run(2.0)
    assert [picture_number(unit) for unit in rehearsal.pictures()] == list(range(60))
    assert len(rehearsal.sounds()) == 100
    assert rehearsal.pictures()[0].pts / 90_000 == pytest.approx(0.01, abs=0.005)
    assert rehearsal.sounds()[0].pts / 48_000 == pytest.approx(0.01, abs=0.005)


def test_statistics_say_how_it_goes() -> None:
    rehearsal = Rehearsal(Weather(delay_s=0.01))
    rehearsal.run(4.0)
    statistics = rehearsal.session.statistics(4.0)
    assert statistics.frame_rate == pytest.approx(30, abs=1)
    assert statistics.bitrate == pytest.approx(30 * 5100 * 8, rel=0.25)
    assert (statistics.lost, statistics.recovered, statistics.malformed, statistics.dropped_pictures) == (0, 0, 0, 0)
    assert statistics.packets == rehearsal.up.sent - 8
    assert statistics.jitter_s < 0.01
    assert statistics.rtt_s is None


def test_the_round_trip_is_told_by_a_peer_that_answers_reference_times() -> None:
    rehearsal = Rehearsal(Weather())
    rehearsal.run(1.0)
    (ours,) = [packet for packet in rehearsal.feedback if isinstance(packet, ReferenceTime)]
    rehearsal.session.receive_packet(0, LastReference(OUR_SSRC, ours.ntp >> 16 & 0xFFFFFFFF, 0).build(1), 1.0)
    assert rehearsal.session.statistics(1.0).rtt_s == pytest.approx(1.0, abs=0.05)


def test_arrivals_are_fed_back_without_holes() -> None:
    rehearsal = Rehearsal(Weather(delay_s=0.001))
    rehearsal.run(3.0)
    reports = [packet for packet in rehearsal.feedback if isinstance(packet, TransportFeedback)]
    told = [report.base_sequence + index for report in reports for index in range(len(report.arrivals))]
    assert told == list(range(len(told)))
    assert len(reports) > 40


def test_a_wish_for_a_keyframe_is_passed_on() -> None:
    session = _session()
    assert len(_keyframe(session, 1, 0.0)) == 1
    assert _losses(session, 0.5) == set()
    session.request_keyframe()
    assert _losses(session, 0.5) == {1}


def test_a_new_ssrc_takes_the_place_of_the_one_before() -> None:
    session = _session()
    (first,) = _keyframe(session, 1, 1.0)
    (second,) = _keyframe(session, 2, 2.0, sequence=500)
    assert (first.track.id, second.track.id) == (MAIN_VIDEO, MAIN_VIDEO)
    assert second.pts - first.pts == 90_000
    assert second.track == first.track
    assert session.statistics(2.0).packets == 2


def test_a_source_that_says_goodbye_is_forgotten_and_may_return() -> None:
    session = _session()
    _keyframe(session, 1, 0.0)
    session.receive_packet(0, Goodbye((1, 9)).build(), 0.1)
    assert session.statistics(0.1).packets == 0
    assert len(_keyframe(session, 1, 0.2, sequence=40_000)) == 1


def test_simulcast_layers_are_further_tracks_in_the_order_of_the_offer() -> None:
    session = _session(LAYERS, AUDIO)
    tracks = [_keyframe(session, ssrc, 0.0, rid)[0].track.id for ssrc, rid in ((3, "q"), (1, "f"), (2, "h"))]
    assert tracks == [FURTHER_VIDEO + 2, MAIN_VIDEO, FURTHER_VIDEO + 1]


def test_a_layer_needs_its_rid_only_at_its_beginning() -> None:
    session = _session(LAYERS, AUDIO)
    assert _keyframe(session, 1, 0.0) == []
    assert session.unknown == 2
    _keyframe(session, 1, 0.0, "f")
    data = build_header(102, 2, 3000, 1, marker=True) + b"\x41next"
    assert len(session.receive_packet(0, data, 0.03)) == 1
    assert _keyframe(session, 7, 0.0, "other") == []


def test_a_main_layer_that_pauses_is_stood_in_for_by_the_next_one() -> None:
    session = _session(LAYERS, AUDIO)
    _keyframe(session, 1, 0.0, "f")
    _keyframe(session, 2, 0.0, "h")
    session.receive_packet(0, build_header(102, 2, 3000, 2, marker=True) + b"\x41next", 1.9)
    assert _losses(session, 1.95) == {2}
    data = [_sets(2, 3, 180_000), build_header(102, 4, 180_000, 2, marker=True) + b"\x65key"]
    units = [unit for packet in data for unit in session.receive_packet(0, packet, 2.0)]
    assert [(unit.track.id, unit.pts) for unit in units] == [(FURTHER_VIDEO + 1, 180_000), (MAIN_VIDEO, 180_000)]


def test_layers_are_asked_for_keyframes_together() -> None:
    session = _session(LAYERS, AUDIO)
    for ssrc, rid, now in ((1, "f", 0.0), (2, "h", 1.0), (3, "q", 1.0)):
        _keyframe(session, ssrc, now, rid)
    session.receive_packet(0, build_header(102, 2, 3000, 1, marker=True) + b"\x41", 1.9)
    assert _losses(session, 1.95) == set()
    assert _losses(session, 2.0) == {1, 2, 3}


def test_a_change_of_size_is_a_new_track_and_the_picture_goes_on() -> None:
    before, after = new_encoder(WIDE_480), new_encoder(FULL_HD)
    session = _session()
    units = [unit for data in before.packets(0.5) for unit in session.receive_packet(0, data, 0.5)]
    after.video = before.video
    after.pictures, after.sounds = before.pictures, before.sounds
    units += [unit for data in after.packets(1.0) for unit in session.receive_packet(0, data, 1.0)]
    widths = [unit.track.width for unit in units if unit.track.kind == "video"]
    assert widths == [854] * 16 + [1920] * 15


def test_packets_of_no_negotiated_stream_are_counted() -> None:
    session = _session()
    assert session.receive_packet(1, build_header(96, 0, 0, 1, marker=False) + b"x", 0.0) == []
    assert session.unknown == 1


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"\x00" * 20, b"\x80\x66", b"\x80\xc8\x00\x09", b"\x80" * (MAX_PACKET_BYTES + 1)]
)
def test_datagrams_that_are_nothing_are_counted(data: bytes) -> None:
    session = _session()
    assert session.receive_packet(0, data, 0.0) == []
    assert session.statistics(0.0).malformed == 1


def test_a_session_without_sound_keeps_its_own_time() -> None:
    session = _session(VIDEO)
    assert _keyframe(session, VIDEO_SSRC, 1.5)[0].pts == 135_000


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_nothing_a_peer_sends_raises(datagrams: list[bytes]) -> None:
    session = _session(LAYERS, AUDIO)
    for number, data in enumerate(datagrams):
        session.receive_packet(0, b"\x80\x66" + data, number / 10)
        session.receive_packet(0, b"\x90\x6f" + data, number / 10)
        session.poll(number / 10)
    session.statistics(10.0)
