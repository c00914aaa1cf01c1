"""The multivariant playlist (RFC 8216bis, 4.4.6)."""

from collections.abc import Sequence

from klieg.media.hls.media_playlist import VERSION
from klieg.media.hls.variant_description import VariantDescription


def render(variants: Sequence[VariantDescription], *, prefix: str = "") -> str:
    """Return the playlist with one line a variant, in the given order.

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
    return ",".join(attributes)
