"""The multivariant playlist (RFC 8216bis, 4.4.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.hls.media_playlist import VERSION


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


def render(variants: Sequence[VariantDescription], *, prefix: str = "") -> str:
    """Return the playlist with one line a variant, in the given order.

    Captions inside pictures are not described, so players are told not to look for them: shaka-player would fetch three
    segments before the first picture and fail where there are fewer.

    Args:
        variants: The renditions of one stream session.
        prefix: What goes before ``<rendition>/playlist.m3u8``, for example ``<session>/``.
    """
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}"]
    if all(variant.independent for variant in variants):
        lines.append("#EXT-X-INDEPENDENT-SEGMENTS")
    for variant in variants:
        lines += [f"#EXT-X-STREAM-INF:{_attributes(variant)}", f"{prefix}{variant.name}/playlist.m3u8"]
    return "\n".join(lines) + "\n"


def _attributes(variant: VariantDescription) -> str:
    attributes = [
        f"BANDWIDTH={variant.bandwidth}",
        f"AVERAGE-BANDWIDTH={variant.average_bandwidth}",
        f'CODECS="{variant.codecs}"',
    ]
    if variant.width is not None and variant.height is not None:
        attributes.append(f"RESOLUTION={variant.width}x{variant.height}")
    if variant.frame_rate is not None:
        attributes.append(f"FRAME-RATE={variant.frame_rate:.3f}")
    attributes.append("CLOSED-CAPTIONS=NONE")
    return ",".join(attributes)
