import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.rtp.sender import OPUS_20_MS, picture, video_track
from klieg.media.codecs.opus import opus_track
from klieg.media.rtp.forwarding import MAX_BURST_PACKETS, ForwardedTrack, ForwardingClock, with_payload_type
from klieg.media.rtp.packet import parse_packet
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.report import SenderReport, SourceDescription
from klieg.media.track import MAIN_AUDIO
from klieg.media.unit import Unit

TRACK = video_track()
SOUND = opus_track(MAIN_AUDIO)


def _video(clock: ForwardingClock | None = None, history: int = 1024) -> ForwardedTrack:
    return ForwardedTrack(
        "video", clock=clock or ForwardingClock(), ssrc=7, first_sequence=65_534, first_timestamp=100, history=history
    )


def _audio(clock: ForwardingClock) -> ForwardedTrack:
    return ForwardedTrack("audio", clock=clock, ssrc=8, first_sequence=0, first_timestamp=5)


def _picture(number: int, *, keyframe: bool = False, size: int = 100) -> Unit:
    return Unit(TRACK, number * 3000, number * 3000, keyframe, picture(number, keyframe=keyframe, size=size))


def _sound(number: int) -> Unit:
    return Unit(SOUND, number * 960, number * 960, keyframe=True, payload=OPUS_20_MS)


def test_sequence_numbers_count_and_wrap() -> None:
    video = _video()
    packets = [parse_packet(data) for number in range(4) for data in video.receive_unit(_picture(number), number / 30)]
    assert [packet.sequence for packet in packets] == [65_534, 65_535, 0, 1]
    assert [packet.timestamp for packet in packets] == [100, 3100, 6100, 9100]
    assert {(packet.ssrc, packet.payload_type) for packet in packets} == {(7, 0)}


def test_the_last_packet_of_a_picture_has_the_marker_and_sound_has_none() -> None:
    clock = ForwardingClock()
    packets = [parse_packet(data) for data in _video(clock).receive_unit(_picture(0, keyframe=True, size=4000), 0.0)]
    assert [packet.marker for packet in packets] == [False] * (len(packets) - 1) + [True]
    assert [parse_packet(data).marker for data in _audio(clock).receive_unit(_sound(0), 0.0)] == [False]


def test_a_payload_type_is_written_beside_the_marker() -> None:
    data = _video().receive_unit(_picture(0), 0.0)[0]
    packet = parse_packet(with_payload_type(data, 106))
    assert (packet.payload_type, packet.marker, packet.payload) == (106, True, parse_packet(data).payload)


def test_a_burst_begins_at_the_last_keyframe() -> None:
    video = _video()
    video.receive_unit(_picture(0), 0.0)
    assert video.burst() == []
    packets = [data for n in range(1, 4) for data in video.receive_unit(_picture(n, keyframe=n == 1), n / 30)]
    assert video.burst() == packets
    again = video.receive_unit(_picture(4, keyframe=True), 4 / 30)
    assert video.burst() == again


def test_a_burst_is_bounded() -> None:
    video = _video()
    video.receive_unit(_picture(0, keyframe=True), 0.0)
    for number in range(1, MAX_BURST_PACKETS):
        video.receive_unit(_picture(number), number / 30)
    assert video.burst() == []
    video.receive_unit(_picture(9000, keyframe=True), 300.0)
    assert len(video.burst()) == 2


@given(st.integers(1, 40), st.lists(st.integers(0, 65_535), max_size=5))
def test_packets_are_sent_again_as_they_were_while_they_are_kept(count: int, others: list[int]) -> None:
    video = _video(history=16)
    packets = [data for number in range(count) for data in video.receive_unit(_picture(number), number / 30)]
    sequences = [65_534 + number & 0xFFFF for number in range(count)]
    assert video.resend(sequences) == packets[-16:]
    kept = set(sequences[-16:])
    assert len(video.resend(others)) == sum(sequence in kept for sequence in others)
    assert video.resend([65_534 + count & 0xFFFF]) == []


def test_reports_of_both_tracks_name_one_wallclock_for_one_media_time() -> None:
    clock = ForwardingClock()
    video, audio = _video(clock), _audio(clock)
    for number in range(100):
        video.receive_unit(_picture(number), number / 30)
        audio.receive_unit(_sound(number), number / 50 + 0.1)
    (seen, name), (heard, _) = (parse_compound(track.sender_report(5.0, 1000.0)) for track in (video, audio))
    assert isinstance(seen, SenderReport)
    assert isinstance(heard, SenderReport)
    assert name == SourceDescription(7, b"klieg")
    assert seen.ntp == heard.ntp == (1000 + 2_208_988_800) << 32
    assert (seen.timestamp - 100) / 90_000 == pytest.approx((heard.timestamp - 5) / 48_000, abs=0.001)
    assert (seen.packets, seen.octets) == (100, sum(len(data) - 12 for data in video.resend(range(65_536))))


def test_a_report_has_the_timestamp_of_its_instant() -> None:
    video = _video()
    video.receive_unit(_picture(0), 10.0)
    (report, _) = parse_compound(video.sender_report(10.5, 1000.0))
    assert isinstance(report, SenderReport)
    assert report.timestamp == 100 + 45_000


def test_a_round_trip_is_told_by_the_report_it_answers() -> None:
    video = _video()
    (report, _) = parse_compound(video.sender_report(10.0, 1000.5))
    assert isinstance(report, SenderReport)
    middle = report.ntp >> 16 & 0xFFFFFFFF
    assert video.round_trip_s(middle, 65_536, 11.08) == pytest.approx(0.08)
    assert video.round_trip_s(middle, 65_536, 10.5) == 0.0
    assert video.round_trip_s(0, 0, 11.0) is None
    assert video.round_trip_s(middle + 1, 0, 11.0) is None


def test_media_time_that_begins_anew_goes_on_for_viewers() -> None:
    clock = ForwardingClock()
    video, audio = _video(clock), _audio(clock)
    for number in range(300):
        video.receive_unit(_picture(number), number / 30)
    audio.receive_unit(_sound(499), 9.98)
    (again,) = video.receive_unit(_picture(0), 15.0)
    assert parse_packet(again).timestamp == pytest.approx(100 + 15 * 90_000, abs=2)
    (sound,) = audio.receive_unit(_sound(1), 15.02)
    assert parse_packet(sound).timestamp == pytest.approx(5 + 15.02 * 48_000, abs=2)


def test_a_track_carries_what_webrtc_viewers_get() -> None:
    with pytest.raises(AssertionError, match="Opus"):
        _audio(ForwardingClock()).receive_unit(_picture(0), 0.0)
