"""Access units of H.264 to RTP payloads (RFC 6184, 5.6 to 5.8; packetization mode 1)."""

from typing import TYPE_CHECKING

from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.nal import LENGTH_BYTES, find_nals
from klieg.media.unit import Unit

if TYPE_CHECKING:
    from klieg.media.track import VideoTrack

MAX_PAYLOAD_BYTES = 1188
"""With the fixed header 1200: with SRTP, UDP and IPv6 around it, it passes every path WebRTC is used on."""
_FU_A = 28
_STAP_A = 24
_BODY_BYTES = MAX_PAYLOAD_BYTES - 2


class H264Packetizer:
    """Splits access units. Each keyframe has its parameter sets in front, so that a viewer can begin there."""

    def __init__(self) -> None:
        self._track: VideoTrack | None = None
        self._sets: list[bytes] = []

    def split(self, unit: Unit) -> list[bytes]:
        """Return the payloads of an access unit; the last one takes the marker. Empty for one without NAL units.

        Raises:
            CodecError: The lengths in the payload do not fit.
        """
        payloads: list[bytes] = []
        data = unit.payload
        for begin, end in find_nals(data, LENGTH_BYTES):
            if end - begin <= MAX_PAYLOAD_BYTES:
                payloads.append(data[begin:end])
            else:
                payloads += _fragments(data, begin, end)
        return [*self._parameter_sets(unit), *payloads] if unit.keyframe and payloads else payloads

    def _parameter_sets(self, unit: Unit) -> list[bytes]:
        track = unit.track
        assert track.kind == "video", "a packetizer of pictures is given pictures"
        if track is not self._track:
            configuration = H264Configuration.parse(track.configuration)
            self._track = track
            self._sets = _aggregate([*configuration.sps, *configuration.pps])
        return self._sets


def _aggregate(nals: list[bytes]) -> list[bytes]:
    """5.7.1: one STAP-A, or the NAL units alone where they are too long for one."""
    body = b"".join(len(nal).to_bytes(2) + nal for nal in nals)
    if 1 + len(body) > MAX_PAYLOAD_BYTES:
        return [piece for nal in nals for piece in _pieces(nal)]
    importance = max(nal[0] & 0x60 for nal in nals)
    return [bytes((importance | _STAP_A,)) + body]


def _pieces(nal: bytes) -> list[bytes]:
    return [nal] if len(nal) <= MAX_PAYLOAD_BYTES else _fragments(nal, 0, len(nal))


def _fragments(data: bytes, begin: int, end: int) -> list[bytes]:
    """5.8: the NAL header is split over indicator and FU header; all but the last fragment are full."""
    indicator = data[begin] & 0xE0 | _FU_A
    kind = data[begin] & 0x1F
    body = range(begin + 1, end, _BODY_BYTES)
    last = body[-1]
    pieces = []
    for at in body:
        flags = (0x80 if at == begin + 1 else 0) | (0x40 if at == last else 0)
        pieces.append(bytes((indicator, flags | kind)) + data[at : min(at + _BODY_BYTES, end)])
    return pieces
