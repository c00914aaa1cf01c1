"""What a variant line of the multivariant playlist says (RFC 8216bis, 4.4.6.2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VariantDescription:
    """One rendition as a player may choose it.

    Attributes:
        name: Name of the rendition, the folder of its media playlist.
        codecs: RFC 6381 names, comma-separated, exactly those of the current initialization segment.
        width: Displayed pixels, None for audio only.
        height: Displayed pixels, None for audio only.
        frame_rate: Frames a second, declared by the bitstream or else measured; None for audio only.
        bandwidth: Peak segment bit rate measured, bits a second.
        average_bandwidth: Mean bit rate measured, bits a second.
        independent: Whether every segment so far started with a keyframe.
    """

    name: str
    codecs: str
    width: int | None
    height: int | None
    frame_rate: float | None
    bandwidth: int
    average_bandwidth: int
    independent: bool
