"""The grid of media time on which parts are cut."""

from dataclasses import dataclass
from math import ceil

from klieg.media.hls.config import HlsConfig
from klieg.media.timebase import VIDEO_TIMESCALE

TICKS_PER_SECOND = VIDEO_TIMESCALE
"""The grid counts in these ticks, whatever timescales the tracks have."""

_ROUNDING_S = 0.49
"""How far a segment may pass the target duration and still round down to it (RFC 8216bis, 4.4.4.1)."""

_SPARE_FRAMES = 0.1
"""How much of a frame a part may fall short of the target: a measured frame duration is a little off."""

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class PartGrid:
    """Cells of equal length that start with each segment. Chosen once a session: PART-TARGET must never change.

    A part is what falls into one cell and its declared duration is the cell, so every part but the last of a segment
    lasts exactly PART-TARGET whatever the frames do. Cutting after a number of frames would not give that: a pause or
    a change of frame rate makes the frames of a part last longer than the target.

    Attributes:
        cell: Length of a cell in ticks: a whole number of frames.
        max_cells: Cells a segment may have; where they end it is cut even without a keyframe.
        segment_min: Ticks after which a keyframe starts a new segment.
    """

    cell: int
    max_cells: int
    segment_min: int

    @classmethod
    def choose(cls, config: HlsConfig, frame_ticks: float) -> "PartGrid":
        """Return the grid for frames of ``frame_ticks``: the fewest whole frames that reach the part target."""
        target = config.part_target_s * TICKS_PER_SECOND
        frames = max(1, ceil(target / frame_ticks - _SPARE_FRAMES))
        longest = config.target_duration_s * TICKS_PER_SECOND
        cell = min(ceil(frames * frame_ticks - _EPSILON), longest)
        slack = min(cell / 2, _ROUNDING_S * TICKS_PER_SECOND)
        return cls(
            cell=cell,
            max_cells=int((longest + slack) // cell),
            segment_min=min(round(config.segment_min_s * TICKS_PER_SECOND), longest),
        )
