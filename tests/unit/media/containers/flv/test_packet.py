from klieg.media.containers.flv.packet import AudioPacket, PacketKind, VideoPacket


def test_a_packet_of_nothing_is_empty() -> None:
    assert VideoPacket(PacketKind.NOTHING).data == b""
    assert AudioPacket(PacketKind.NOTHING).ignored_tracks == 0
