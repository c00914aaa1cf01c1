"""When packets came, by transport-wide sequence number.

draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.feedback import TRANSPORT_CC_FORMAT
from klieg.media.rtp.rtcp.header import RtcpType, build_rtcp

TICK_US = 250
_REFERENCE_TICKS = 256
"""The reference time counts 64 ms."""
_MAX_PACKETS = 0xFFFF
_LOST, _SMALL, _LARGE = 0, 1, 2
_RUN_AT_LEAST = 7
"""From here on a run-length chunk says more than a vector of two-bit symbols."""
_MAX_RUN = 0x1FFF


@dataclass(frozen=True, slots=True)
class TransportFeedback:
    """When packets came.

    Attributes:
        sender_ssrc: Who reports.
        media_ssrc: A source of the transport.
        count: Number of this feedback, 8 bits.
        base_sequence: Transport-wide sequence number of the first packet, 16 bits.
        arrivals: For each packet from there on its arrival in ticks of 250 µs of some clock, or None when it did not
            come. At least one came in what is built.
    """

    sender_ssrc: int
    media_ssrc: int
    count: int
    base_sequence: int
    arrivals: tuple[int | None, ...]

    def build(self) -> bytes:
        """Return the packet.

        A packet further from the one before than 16 bits of ticks can say is reported as not received.
        """
        came = next((arrival for arrival in self.arrivals if arrival is not None), None)
        assert came is not None, "feedback is about packets that came"
        reference = came // _REFERENCE_TICKS
        symbols, deltas = _encode_deltas(self.arrivals, reference * _REFERENCE_TICKS)
        body = self.sender_ssrc.to_bytes(4) + self.media_ssrc.to_bytes(4)
        body += self.base_sequence.to_bytes(2) + len(self.arrivals).to_bytes(2)
        body += (reference & 0xFFFFFF).to_bytes(3) + bytes((self.count & 0xFF,))
        body += _encode_chunks(symbols) + deltas
        padding = -len(body) % 4
        packet = build_rtcp(
            RtcpType.TRANSPORT_FEEDBACK,
            TRANSPORT_CC_FORMAT,
            body + (bytes(padding - 1) + bytes((padding,)) if padding else b""),
        )
        return bytes((packet[0] | 0x20,)) + packet[1:] if padding else packet


def parse_transport_feedback(body: bytes) -> TransportFeedback:
    """Read the body of a feedback, its padding cut off or not.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < 16:
        raise RtcpError("An RTCP transport feedback is cut off.")
    count = int.from_bytes(body[10:12])
    reference = int.from_bytes(body[12:15], signed=True) * _REFERENCE_TICKS
    symbols, position = _decode_chunks(body, count)
    arrivals: list[int | None] = []
    at = reference
    for symbol in symbols:
        size = symbol if symbol in {_SMALL, _LARGE} else 0
        if position + size > len(body):
            raise RtcpError("The deltas of an RTCP transport feedback are cut off.")
        if size:
            at += int.from_bytes(body[position : position + size], signed=symbol == _LARGE)
        arrivals.append(at if size else None)
        position += size
    ssrcs = int.from_bytes(body[:4]), int.from_bytes(body[4:8])
    return TransportFeedback(*ssrcs, body[15], int.from_bytes(body[8:10]), tuple(arrivals))


def _encode_deltas(arrivals: Sequence[int | None], reference: int) -> tuple[list[int], bytes]:
    symbols: list[int] = []
    deltas = bytearray()
    last = reference
    for arrival in arrivals:
        delta = 0 if arrival is None else arrival - last
        if arrival is None or not -0x8000 <= delta <= 0x7FFF:
            symbols.append(_LOST)
            continue
        last = arrival
        if 0 <= delta <= 0xFF:
            symbols.append(_SMALL)
            deltas.append(delta)
        else:
            symbols.append(_LARGE)
            deltas += delta.to_bytes(2, signed=True)
    return symbols, bytes(deltas)


def _encode_chunks(symbols: Sequence[int]) -> bytes:
    """Runs of equal symbols become run-length chunks, the others vectors of seven symbols of two bits."""
    chunks = bytearray()
    mixed: list[int] = []
    for symbol, group in groupby(symbols):
        length = len(list(group))
        filling = min(-len(mixed) % 7, length)
        if filling:
            mixed += [symbol] * filling
            length -= filling
        if len(mixed) % 7 == 0 and length >= _RUN_AT_LEAST:
            chunks += _encode_vectors(mixed)
            mixed = []
            while length >= _RUN_AT_LEAST:
                run = min(length, _MAX_RUN)
                chunks += (symbol << 13 | run).to_bytes(2)
                length -= run
        mixed += [symbol] * length
    return bytes(chunks + _encode_vectors(mixed))


def _encode_vectors(symbols: Sequence[int]) -> bytes:
    chunks = bytearray()
    for begin in range(0, len(symbols), 7):
        chunk = 0xC000
        for index, symbol in enumerate(symbols[begin : begin + 7]):
            chunk |= symbol << 12 - 2 * index
        chunks += chunk.to_bytes(2)
    return bytes(chunks)


def _decode_chunks(body: bytes, count: int) -> tuple[list[int], int]:
    symbols: list[int] = []
    position = 16
    while len(symbols) < count:
        if position + 2 > len(body):
            raise RtcpError("The chunks of an RTCP transport feedback are cut off.")
        chunk = int.from_bytes(body[position : position + 2])
        position += 2
        if not chunk & 0x8000:
            run = min(chunk & _MAX_RUN, count - len(symbols))
            if run == 0:
                raise RtcpError("A chunk of an RTCP transport feedback has no packets.")
            symbols += [chunk >> 13] * run
        elif chunk & 0x4000:
            symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            symbols += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    return symbols[:count], position
