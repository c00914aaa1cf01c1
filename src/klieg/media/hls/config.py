"""What an operator decides about HLS."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HlsConfig:
    """Timing of one rendition, in seconds.

    Attributes:
        part_target_s: Least length of a part; the real part target is the next whole number of frames.
        segment_min_s: A segment ends at the first keyframe after this.
        target_duration_s: Longest segment, EXT-X-TARGETDURATION; a segment is cut here even without a keyframe.
        window_s: Media a playlist lists from memory; at least three target durations are kept (RFC 8216bis, 6.2.2).
        archive_s: Media it lists beyond that, from a store. With it memory holds what delta updates cannot skip.
        parts: True for latency mode LOW: parts are published. False for NORMAL: whole segments only.
    """

    part_target_s: float = 0.2
    segment_min_s: float = 1.5
    target_duration_s: int = 4
    window_s: float = 120.0
    archive_s: float = 0.0
    parts: bool = True

    @property
    def hold_back_s(self) -> int:
        """HOLD-BACK: three target durations (RFC 8216bis, 4.4.3.8)."""
        return 3 * self.target_duration_s

    @property
    def skip_until_s(self) -> int:
        """CAN-SKIP-UNTIL: six target durations (RFC 8216bis, 4.4.3.8)."""
        return 6 * self.target_duration_s

    @property
    def grace_s(self) -> int:
        """How much media is kept after it left the playlist, for players that hold an older copy of it.

        RFC 8216bis, 6.2.2 asks for the length of a playlist, which would double the memory of a stream. A live player
        reloads at least every target duration, so what it may still ask for left the playlist less than that ago.
        """
        return 3 * self.target_duration_s
