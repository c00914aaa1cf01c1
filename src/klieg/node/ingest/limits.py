"""Limits by channel type (Amazon IVS, service quotas): how many bits and pixels a publisher may send."""

from dataclasses import dataclass
from enum import StrEnum

from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.media.track import DERIVED_VIDEO, TrackId, VideoTrack

BASIC_SMALL_KBPS = 1500
BASIC_SMALL_EDGE = 480
"""Shorter edge up to which a picture of a BASIC channel is a small one."""
BASIC_KBPS = 3500
SINGLE_KBPS = 8500
MULTITRACK_KBPS = 15_000
MAX_PIXELS = 2_100_000
MAX_EDGE = 1920
TOLERANCE = 1.15
"""What is let through above a bit rate limit: encoders mean the picture alone by theirs, and overshoot."""


class BreachCode(StrEnum):
    """Which limit was passed."""

    BIT_RATE = "bit_rate"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit was passed. ``description`` is one sentence for the person at the encoder."""

    code: BreachCode
    description: str


class PublishLimits:
    """The limits of one publisher; what it sends makes them known.

    Args:
        rules: The channel's.
        ceiling_kbps: What no publisher may send more of; all that holds a BASIC channel unless ``basic_limits``.
        basic_limits: Whether BASIC channels are held to less than the others.

    Attributes:
        max_kbps: Kilobits a second that may arrive, averaged over the meter's window.
    """

    def __init__(self, rules: PublishRules, *, ceiling_kbps: int, basic_limits: bool) -> None:
        self._max_lines = rules.max_lines
        self._is_basic = rules.channel_type is ChannelType.BASIC
        self._is_limited = basic_limits or not self._is_basic
        self._ceiling_kbps = ceiling_kbps
        self._pictures: dict[TrackId, VideoTrack] = {}
        self.max_kbps = ceiling_kbps

    def knows(self, track: VideoTrack) -> bool:
        """Whether ``track`` was judged; asked with every unit."""
        return self._pictures.get(track.id) is track

    def receive_track(self, track: VideoTrack) -> Breach | None:
        """Judge a picture by its parameters."""
        assert track.id < DERIVED_VIDEO, "limits are of what publishers send"
        self._pictures[track.id] = track
        if self._max_lines is not None and min(track.width, track.height) > self._max_lines:
            return _too_large(track, f"{self._max_lines}p until enough people follow it")
        if not self._is_limited:
            return None
        self.max_kbps = min(self._ceiling_kbps, round(self._limit_kbps() * TOLERANCE))
        if track.width * track.height <= MAX_PIXELS and max(track.width, track.height) <= MAX_EDGE:
            return None
        return _too_large(track, "1920x1080")

    def bit_rate_breach(self) -> Breach:
        """Say that more arrived than ``max_kbps``."""
        sentence = f"More than {self.max_kbps} kb/s arrived over five seconds, which is the limit of this channel."
        return Breach(BreachCode.BIT_RATE, sentence)

    def _limit_kbps(self) -> int:
        if len(self._pictures) > 1:
            return MULTITRACK_KBPS
        if not self._is_basic:
            return SINGLE_KBPS
        is_small = all(min(track.width, track.height) <= BASIC_SMALL_EDGE for track in self._pictures.values())
        return BASIC_SMALL_KBPS if is_small else BASIC_KBPS


def _too_large(track: VideoTrack, largest: str) -> Breach:
    sentence = f"A picture of {track.width}x{track.height} arrived; this channel takes up to {largest}."
    return Breach(BreachCode.RESOLUTION, sentence)
