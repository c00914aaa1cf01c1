"""RTP packets: what is parsed lies within the datagram, and is built again alike."""

from fakes.mutation import mutations
from fakes.rtp.malformed import RTP
from klieg.media.rtp.errors import PacketError
from klieg.media.rtp.packet import build_header, parse_packet, with_elements

_PLAIN = build_header(102, 7, 90_000, 5, marker=True) + b"\x65payload"
SEEDS = (
    _PLAIN,
    with_elements(_PLAIN, [(3, b"\x01\x02"), (10, b"f")]),
    with_elements(_PLAIN, [(3, b"\x01\x02"), (200, bytes(20))]),
    *RTP,
)


def fuzz_one(data: bytes) -> None:
    try:
        packet = parse_packet(data)
    except PacketError:
        return
    assert len(packet.payload) + len(packet.extension) + 12 <= len(data)
    for identifier in (*range(17), 255):
        element = packet.element(identifier)
        assert element is None or element in packet.extension
    plain = build_header(packet.payload_type, packet.sequence, packet.timestamp, packet.ssrc, marker=packet.marker)
    again = parse_packet(plain + packet.payload)
    assert (again.payload, again.marker, again.timestamp) == (packet.payload, packet.marker, packet.timestamp)


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 3000)):
        fuzz_one(data)
