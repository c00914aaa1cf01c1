"""What comes out of cutting: initialization segments, parts, whole segments, and where the leading rendition cut."""

from dataclasses import dataclass

from klieg.media.containers.fmp4.part import AudioRun
from klieg.media.hls.grid import PartGrid
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment
from klieg.media.track import AudioTrack


@dataclass(frozen=True, slots=True)
class Cut:
    """Where and how one part was cut: everything another rendition needs to cut the same. Times in grid ticks.

    Attributes:
        grid: The part grid of the session.
        start: Media time at which the part begins.
        shift: What to add to the publisher's times of what is in the part to get media times.
        lead: By how much the rendition that decided presents a frame later than it decodes it.
        timeline: Number of the timeline, from 0; a new one is not continuous with the one before.
        breaks: How many segments before this one begin with a discontinuity.
        audio: The audio track that the segment has, None when it has none.
        sound: Its samples in this part; they are the same in every rendition.
        pictures: Whether the rendition that decided has frames here.
        overlap: By how much media outlasts the part, so that nothing is missing at a seam.
    """

    grid: PartGrid
    start: int
    shift: int
    lead: int
    timeline: int
    breaks: int
    audio: AudioTrack | None
    sound: AudioRun | None
    pictures: bool
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class InitReady:
    """Fired when the parts to come need an initialization segment that was not there before."""

    number: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class PartReady:
    """Fired when a part can be fetched. ``segment`` already holds it as its last."""

    segment: Segment
    part: Part
    cut: Cut


@dataclass(frozen=True, slots=True)
class SegmentReady:
    """Fired when a segment's last part is there."""

    segment: Segment


type CuttingEvent = InitReady | PartReady | SegmentReady
