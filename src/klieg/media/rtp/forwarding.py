"""Tracks of a broadcast as RTP for many viewers: packetized once, the same bytes for all but for the payload type."""

from collections import deque
from collections.abc import Iterable
from typing import Literal

from klieg.media.codecs.opus import OPUS_SAMPLE_RATE
from klieg.media.rtp.h264_packetizer import H264Packetizer
from klieg.media.rtp.packet import build_header
from klieg.media.rtp.rtcp.report import SenderReport, SourceDescription
from klieg.media.timebase import VIDEO_TIMESCALE, rescale
from klieg.media.track import AudioCodec, VideoCodec
from klieg.media.unit import Unit

DEFAULT_HISTORY = 1024
"""Packets kept for those who lost them: as many as the replay window of SRTP lets pass again (RFC 3711, 3.3.2)."""
MAX_BURST_PACKETS = 4096
"""Packets since the last keyframe that a new viewer is given; with more he waits for the next one."""
MAX_STEP_S = 2.0
"""Media time that leaves the clock by more than this began anew: another publisher, another zero."""
_NTP_EPOCH_S = 2_208_988_800
"""Seconds from 1900 to 1970."""
_SMOOTHING = 0.01


class ForwardingClock:
    """Media time of one broadcast against ``now``, shared by its tracks so that their sender reports agree.

    When media time jumps, time goes on for viewers as ``now`` did, by the same shift for all tracks.
    """

    def __init__(self) -> None:
        self._lead: float | None = None
        self._shift = 0.0

    def place(self, media_s: float, now: float) -> float:
        """Return continuous media seconds of a unit that is forwarded now."""
        placed = media_s + self._shift
        if self._lead is None:
            self._lead = placed - now
        difference = placed - now - self._lead
        if abs(difference) > MAX_STEP_S:
            self._shift -= difference
            return placed - difference
        self._lead += difference * _SMOOTHING
        return placed

    def at(self, now: float) -> float:
        """Return the media seconds that are due now; 0 before the first unit."""
        return 0.0 if self._lead is None else now + self._lead


class ForwardedTrack:
    """One track as a synchronization source.

    Attributes:
        ssrc: Of its packets.
        clock_rate: RTP ticks a second.
        packets: Packets made.
        octets: Bytes of payload in them.
    """

    def __init__(
        self,
        kind: Literal["video", "audio"],
        *,
        clock: ForwardingClock,
        ssrc: int,
        first_sequence: int,
        first_timestamp: int,
        history: int = DEFAULT_HISTORY,
    ) -> None:
        """Begin at random numbers (RFC 3550, 5.1), which the caller draws."""
        self.kind = kind
        self.ssrc = ssrc
        self.clock_rate = VIDEO_TIMESCALE if kind == "video" else OPUS_SAMPLE_RATE
        self.packets = 0
        self.octets = 0
        self._clock = clock
        self._sequence = first_sequence
        self._timestamp = first_timestamp
        self._history: deque[bytes] = deque(maxlen=history)
        self._burst: list[bytes] = []
        self._burst_is_whole = False
        self._packetizer = H264Packetizer()
        self._reports: deque[tuple[int, float]] = deque(maxlen=16)
        self._description = SourceDescription(ssrc, b"klieg").build()

    def receive_unit(self, unit: Unit, now: float) -> list[bytes]:
        """Return the packets of a unit, with payload type 0 (see ``with_payload_type``).

        Raises:
            CodecError: The payload does not fit its track.
        """
        track = unit.track
        carried = VideoCodec.H264 if self.kind == "video" else AudioCodec.OPUS
        assert track.codec is carried, "WebRTC viewers get H.264 and Opus"
        payloads = self._packetizer.split(unit) if self.kind == "video" else [unit.payload]
        media_s = unit.pts / track.timescale
        shift_s = self._clock.place(media_s, now) - media_s
        timestamp = self._timestamp + rescale(unit.pts, track.timescale, self.clock_rate)
        timestamp += round(shift_s * self.clock_rate)
        last = len(payloads) - 1 if self.kind == "video" else -1
        packets = []
        for index, payload in enumerate(payloads):
            header = build_header(0, self._sequence, timestamp, self.ssrc, marker=index == last)
            packets.append(header + payload)
            self._sequence = self._sequence + 1 & 0xFFFF
            self.octets += len(payload)
        self.packets += len(packets)
        self._history.extend(packets)
        if self.kind == "video":
            self._keep_for_burst(packets, keyframe=unit.keyframe)
        return packets

    def burst(self) -> list[bytes]:
        """Return all packets of the picture since its last keyframe; empty when that is too long ago."""
        return list(self._burst)

    def resend(self, sequences: Iterable[int]) -> list[bytes]:
        """Return the packets with these sequence numbers that are still there."""
        found = []
        size = len(self._history)
        for sequence in sequences:
            back = self._sequence - sequence & 0xFFFF
            if 0 < back <= size:
                found.append(self._history[size - back])
        return found

    def sender_report(self, now: float, wallclock: float) -> bytes:
        """Return a report on this instant with its name, to be sent once a second.

        Args:
            now: Monotonic seconds.
            wallclock: Seconds since the Unix epoch, read at ``now``.
        """
        ntp = int((wallclock + _NTP_EPOCH_S) * (1 << 32)) & 0xFFFFFFFFFFFFFFFF
        timestamp = self._timestamp + round(self._clock.at(now) * self.clock_rate) & 0xFFFFFFFF
        self._reports.append((ntp >> 16 & 0xFFFFFFFF, now))
        return SenderReport(self.ssrc, ntp, timestamp, self.packets, self.octets).build() + self._description

    def round_trip_s(self, last_report: int, delay: int, now: float) -> float | None:
        """Return the round-trip time by the LSR and DLSR of a report block; None when they name no report of ours."""
        sent = next((at for middle, at in self._reports if middle == last_report), None)
        if sent is None or not last_report:
            return None
        return max(0.0, now - sent - delay / 65536)

    def _keep_for_burst(self, packets: list[bytes], *, keyframe: bool) -> None:
        if keyframe:
            self._burst = []
            self._burst_is_whole = True
        if self._burst_is_whole:
            self._burst += packets
        if len(self._burst) > MAX_BURST_PACKETS:
            self._burst = []
            self._burst_is_whole = False


def with_payload_type(packet: bytes, payload_type: int) -> bytes:
    """Return a forwarded packet as one viewer negotiated it."""
    return b"".join((packet[:1], bytes((packet[1] | payload_type,)), packet[2:]))
