from fakes.codec_vectors import AV1_480, AV1_KEY_FRAME, WIDE_480
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.packet import PacketKind, VideoPacket
from klieg.media.containers.flv.timeline import Timeline
from klieg.media.containers.flv.video_line import VideoLine
from klieg.media.containers.flv.video_tag import AV1, AVC
from klieg.media.track import TrackId, VideoCodec

KEY = join_nals([b"\x65key"])


def test_times_never_stand_still_and_what_was_moved_is_counted() -> None:
    line = VideoLine(TrackId(12), Timeline())
    assert line.receive(0, VideoPacket(PacketKind.CONFIGURATION, AVC, WIDE_480.record())) is None
    stamps = [line.receive(stamp, VideoPacket(PacketKind.FRAME, AVC, KEY)) for stamp in (10, 10, 9)]
    assert [unit.dts for unit in stamps if unit is not None] == [900, 901, 902]
    assert line.nudged_stamps == 2


def test_another_codec_begins_by_its_own_configuration() -> None:
    line = VideoLine(TrackId(12), Timeline())
    line.receive(0, VideoPacket(PacketKind.CONFIGURATION, AVC, WIDE_480.record()))
    assert line.receive(0, VideoPacket(PacketKind.FRAME, AV1, AV1_KEY_FRAME)) is None
    assert line.track is not None
    assert line.track.codec is VideoCodec.H264
    line.receive(0, VideoPacket(PacketKind.CONFIGURATION, AV1, AV1_480.record()))
    assert (line.track.id, line.track.codec) == (12, VideoCodec.AV1)
