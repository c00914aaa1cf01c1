"""RTP payloads of H.264 to access units (RFC 6184, 5.6 to 5.8): single NAL units, STAP-A, FU-A."""

from dataclasses import dataclass

from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.nal import join_nals
from klieg.media.track import TrackId, VideoTrack

MAX_ACCESS_UNIT_BYTES = 8 * 1024 * 1024
MAX_NALS = 1024
"""NAL units of an access unit; slices and parameter sets of a sensible encoder are a few dozen."""

_IDR, _SPS, _PPS, _DELIMITER, _FILLER = 5, 7, 8, 9, 12
_STAP_A, _FU_A = 24, 28
_BEGINNINGS = frozenset({_SPS, _DELIMITER})
"""What only stands in front of the first slice (ISO/IEC 14496-10, 7.4.1.2.3)."""
_NOT_CARRIED = frozenset({_SPS, _PPS, _DELIMITER, _FILLER})
"""Parameter sets live in the configuration; delimiters and filler say nothing to an ``avc1`` track."""


@dataclass(slots=True)
class AccessUnit:
    """A whole access unit.

    Attributes:
        track: Parameters it decodes under; the same object as long as they are equal.
        timestamp: RTP timestamp, as on the wire.
        keyframe: Whether decoding can start here.
        payload: NAL units behind four-byte lengths.
    """

    track: VideoTrack
    timestamp: int
    keyframe: bool
    payload: bytes


class H264Depacketizer:
    """Packets in order in, whole access units out.

    After a loss nothing comes out until a whole keyframe does, so that what comes out always decodes.

    Attributes:
        awaits_keyframe: Whether access units are dropped until a keyframe comes; it is to be asked for.
        dropped: Access units that had losses, or that a lost one was needed for.
        malformed: Payloads that were not of the format.
    """

    def __init__(self, track_id: TrackId) -> None:
        self.awaits_keyframe = True
        self.dropped = 0
        self.malformed = 0
        self.track: VideoTrack | None = None
        self._track_id = track_id
        self._sets: tuple[bytes, ...] = ()
        self._timestamp: int | None = None
        self._nals: list[bytes] = []
        self._fragments: list[bytes] | None = None
        self._bytes = 0
        self._broken = False
        self._after_loss = False

    def receive_loss(self) -> None:
        """Learn that packets between the last one and the next are lost for good."""
        self._broken = self._broken or self._timestamp is not None
        self._after_loss = True
        self._fragments = None
        self.awaits_keyframe = True

    def receive_payload(self, payload: bytes, timestamp: int, *, marker: bool) -> list[AccessUnit]:
        """Take the payload of the next packet; return what its marker completes, and what its timestamp does."""
        units: list[AccessUnit] = []
        if timestamp != self._timestamp:
            if self._timestamp is not None:
                units = self._finish()  # the packet with the marker was lost, or the sender sets none
            self._begin(payload, timestamp)
        self._take(payload)
        if marker:
            units += self._finish()
        return units

    def _begin(self, payload: bytes, timestamp: int) -> None:
        self._timestamp = timestamp
        self._nals = []
        self._bytes = 0
        self._fragments = None
        self._broken = self._after_loss and not _begins_access_unit(payload)
        self._after_loss = False

    def _take(self, payload: bytes) -> None:
        self._bytes += len(payload)
        if self._bytes > MAX_ACCESS_UNIT_BYTES or len(self._nals) > MAX_NALS:
            self._spoil()
            return
        kind = payload[0] & 0x1F if payload else 0
        if kind == _FU_A:
            self._take_fragment(payload)
        elif 0 < kind < _STAP_A:
            self._interrupt()
            self._nals.append(payload)
        elif kind == _STAP_A:
            self._interrupt()
            self._take_aggregate(payload)
        else:
            self._spoil()

    def _take_aggregate(self, payload: bytes) -> None:
        """5.7.1: sizes of two bytes in front of NAL units."""
        position, size = 1, len(payload)
        while position < size:
            begin = position + 2
            position = begin + int.from_bytes(payload[begin - 2 : begin])
            if position > size or position == begin or begin > size:
                self._spoil()
                return
            self._nals.append(payload[begin:position])

    def _take_fragment(self, payload: bytes) -> None:
        """5.8: the first fragment rebuilds the NAL header, the last one ends the NAL unit."""
        if len(payload) < 3:
            self._spoil()
            return
        second = payload[1]
        if second & 0x80:
            self._interrupt()
            self._fragments = [bytes((payload[0] & 0xE0 | second & 0x1F,)), payload[2:]]
        elif self._fragments is None:
            self._broken = True  # its beginning was lost, which receive_loss has said, or never sent
        else:
            self._fragments.append(payload[2:])
        if second & 0x40 and self._fragments is not None:
            self._nals.append(b"".join(self._fragments))
            self._fragments = None

    def _interrupt(self) -> None:
        """Another NAL unit begins inside a fragmented one."""
        if self._fragments is not None:
            self._fragments = None
            self._spoil()

    def _spoil(self) -> None:
        self.malformed += 1
        self._broken = True

    def _finish(self) -> list[AccessUnit]:
        timestamp, nals = self._timestamp, self._nals
        broken = self._broken or self._fragments is not None
        broken = broken or any(not 0 < nal[0] & 0x1F < _STAP_A for nal in nals)
        self._timestamp, self._nals, self._fragments = None, [], None
        if broken:
            self.dropped += 1
            self.awaits_keyframe = True
            return []
        assert timestamp is not None, "an access unit has begun"
        kinds = {nal[0] & 0x1F for nal in nals}
        keyframe = _IDR in kinds
        before = self.track
        if not kinds.isdisjoint({_SPS, _PPS}):
            self._configure([nal for nal in nals if nal[0] & 0x1F in {_SPS, _PPS}])
        if not kinds.isdisjoint(_NOT_CARRIED):
            nals = [nal for nal in nals if nal[0] & 0x1F not in _NOT_CARRIED]
        if self.track is not before and not keyframe:
            self.awaits_keyframe = True  # new parameter sets hold from the next keyframe on
        if not nals:
            return []
        if self.track is None or (self.awaits_keyframe and not keyframe):
            self.dropped += 1
            return []
        self.awaits_keyframe = False
        return [AccessUnit(self.track, timestamp, keyframe, join_nals(nals))]

    def _configure(self, sets: list[bytes]) -> None:
        """New parameter sets are complete ones, or one kind of them that goes with the other kind from before."""
        wanted = tuple(sets)
        if wanted == self._sets:
            return
        sps, pps = ([nal for nal in sets if nal[0] & 0x1F == kind] for kind in (_SPS, _PPS))
        known = {kind: [nal for nal in self._sets if nal[0] & 0x1F == kind] for kind in (_SPS, _PPS)}
        complete = (*(sps or known[_SPS]), *(pps or known[_PPS]))
        if complete == self._sets:
            return
        try:
            track = self._describe(complete)
        except CodecError:
            self.malformed += 1
            self.awaits_keyframe = True
            self.track, self._sets = None, ()
            return
        self._sets = complete
        if track is not None and track != self.track:
            self.track = track

    def _describe(self, sets: tuple[bytes, ...]) -> VideoTrack | None:
        sps, pps = ([nal for nal in sets if nal[0] & 0x1F == kind] for kind in (_SPS, _PPS))
        if not sps or not pps:
            return None
        configuration = H264Configuration(4, (sps[0],), (pps[0],)).with_parameter_sets([*sps[1:], *pps[1:]])
        return configuration.track(self._track_id)


def _begins_access_unit(payload: bytes) -> bool:
    """Whether a payload can only be the first of an access unit."""
    if not payload:
        return False
    kind = payload[0] & 0x1F
    if kind == _STAP_A and len(payload) > 3:
        kind = payload[3] & 0x1F
    return kind in _BEGINNINGS
