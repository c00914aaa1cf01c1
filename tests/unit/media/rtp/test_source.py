from fakes.codec_vectors import WIDE_480
from fakes.rtp.sender import AUDIO, VIDEO
from klieg.media.codecs.opus import opus_track
from klieg.media.rtp.packet import RtpPacket
from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.rtp.source import SILENT_AFTER_S, AudioSource, VideoSource
from klieg.media.rtp.timeline import SessionTimeline, SourceClock
from klieg.media.track import FURTHER_VIDEO, MAIN_AUDIO, TrackId
from klieg.media.unit import Unit


def _audio() -> AudioSource:
    return AudioSource(5, AUDIO, SourceClock(SessionTimeline(0.0), 48_000, is_reference=True), 0.0)


def _video() -> VideoSource:
    clock = SourceClock(SessionTimeline(0.0), 90_000, is_reference=True)
    return VideoSource(5, VIDEO, clock, 0.0, track_id=TrackId(FURTHER_VIDEO + 1), keyframe_interval_s=2.0)


def _packet(sequence: int, payload: bytes, timestamp: int | None = None) -> RtpPacket:
    stamp = sequence * 960 if timestamp is None else timestamp
    return RtpPacket(0, marker=True, sequence=sequence, timestamp=stamp, ssrc=5, payload=payload)


def _hear(source: AudioSource | VideoSource, sequence: int, payload: bytes, now: float = 0.0) -> list[Unit]:
    return source.receive_packet(_packet(sequence, payload), len(payload) + 12, now)


def test_an_opus_packet_is_a_unit_of_its_length() -> None:
    source = _audio()
    (first,), (second,) = _hear(source, 0, b"\x78a"), _hear(source, 1, b"\x78b")
    assert (first.track.id, first.payload, first.keyframe) == (MAIN_AUDIO, b"\x78a", True)
    assert second.pts - first.pts == 960
    assert first.track is second.track


def test_packets_of_another_length_are_another_track() -> None:
    source = _audio()
    tracks = [unit.track for sequence, toc in ((0, b"\x78"), (1, b"\x79")) for unit in _hear(source, sequence, toc)]
    assert tracks == [opus_track(MAIN_AUDIO), opus_track(MAIN_AUDIO, frame_samples=1920)]


def test_sound_that_cannot_be_is_counted_and_padding_is_not() -> None:
    source = _audio()
    assert _hear(source, 0, b"\x7b") == []
    assert source.malformed == 1
    assert _hear(source, 1, b"") == []
    assert source.malformed == 1
    assert len(_hear(source, 2, b"\x78")) == 1


def test_lost_sound_is_a_hole_in_media_time() -> None:
    source = _audio()
    (first,) = _hear(source, 0, b"\x78")
    assert _hear(source, 2, b"\x78", 0.04) == []
    (third,) = source.poll(0.2)
    assert third.pts - first.pts == 2 * 960


def test_a_stray_packet_is_counted() -> None:
    source = _audio()
    _hear(source, 0, b"\x78")
    assert _hear(source, 30_000, b"\x78") == []
    assert source.malformed == 1


def test_a_picture_is_of_the_track_it_was_given() -> None:
    source = _video()
    for sequence, nal in enumerate((WIDE_480.sps, WIDE_480.pps)):
        assert source.receive_packet(_packet(sequence, nal, 0), 50, 0.0) == []
    (unit,) = source.receive_packet(_packet(2, b"\x65key", 0), 50, 0.0)
    assert (unit.track.id, unit.keyframe) == (FURTHER_VIDEO + 1, True)
    assert not source.depacketizer.awaits_keyframe


def test_padding_between_pictures_is_no_loss() -> None:
    source = _video()
    source.receive_packet(_packet(0, WIDE_480.sps, 0), 50, 0.0)
    source.receive_packet(_packet(1, WIDE_480.pps, 0), 50, 0.0)
    source.receive_packet(_packet(2, b"\x65key", 0), 50, 0.0)
    assert source.receive_packet(_packet(3, b"", 0), 255, 0.0) == []
    assert len(source.receive_packet(_packet(4, b"\x41next", 3000), 50, 0.03)) == 1


def test_a_picture_that_is_not_sent_is_not_asked_for() -> None:
    source = _video()
    source.receive_packet(_packet(0, b"\x41", 0), 50, 0.0)
    assert source.wants_keyframe(1.0)
    assert not source.wants_keyframe(SILENT_AFTER_S + 0.1)


def test_reports_reach_counts_and_clock() -> None:
    source = _audio()
    _hear(source, 0, b"\x78")
    source.receive_report(SenderReport(5, 0x1111AAAABBBB2222, 0, 0, 0), 1.0)
    assert source.reception.block(1.0).last_report == 0xAAAABBBB
