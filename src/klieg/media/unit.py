"""The one currency of the media plane: what crosses the hub from any ingest to any reader."""

from dataclasses import dataclass

from klieg.media.track import Track


@dataclass(slots=True)
class Unit:
    """One access unit (video) or one audio frame. Treated as immutable once written to a broadcast.

    Attributes:
        track: The track with the parameters this unit decodes under; compare by identity to notice a change.
        pts: Presentation time in ticks of ``track.timescale``; all tracks of a broadcast share one zero.
        dts: Decoding time, ``dts <= pts`` for video, equal to ``pts`` for audio. Never decreases within a track.
        keyframe: Video: decoding can start here. Audio: always True.
        payload: The bitstream in the form the track's codec names.
    """

    track: Track
    pts: int
    dts: int
    keyframe: bool
    payload: bytes
