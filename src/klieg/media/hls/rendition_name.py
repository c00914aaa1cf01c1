"""What a rendition is called in addresses and in a player's menu."""

from collections.abc import Container

from klieg.media.track import VideoTrack

SOURCE = "source"
"""The leading rendition: what the encoder sent as its main picture, as it sent it."""


def name_rendition(track: VideoTrack, taken: Container[str]) -> str:
    """Return a name that is not taken: the shorter edge and the frame rate, ``720p30``; without a rate ``720p``."""
    rate = round(track.frame_rate) if track.frame_rate else ""
    base = f"{min(track.width, track.height)}p{rate}"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
