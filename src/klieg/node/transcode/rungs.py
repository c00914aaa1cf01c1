"""The ladder's rules: which smaller pictures a channel's source gets, by type, preset and size. Pure.

The source itself is always the best rendition, as it came. A rung is never larger than nine tenths of it, is measured
by its shorter edge so that portrait and landscape are alike, and has even edges as 4:2:0 asks for.
"""

from dataclasses import dataclass

from klieg.contracts.ingest import ChannelType, PublishRules, TranscodePreset

MAX_RUNGS = 8
DEFAULT_FRAME_RATE = 30.0
"""Of a source that does not say."""
HIGH_RATE = 35.0
"""Frames a second above which a source counts as of 50 or 60."""
FULL_RATE_EDGE = 720
"""Shorter edge from which a rung keeps a high frame rate; below it every other picture is left out."""
_SHRINKS_TO = 0.9


@dataclass(frozen=True, slots=True)
class RungSize:
    """One step of a ladder before the source is known.

    Attributes:
        short_edge: Pixels of the shorter edge, even.
        bit_rate: Bits a second.
        high_rate_bit_rate: The same for a source of 50 or 60 frames a second.
    """

    short_edge: int
    bit_rate: int
    high_rate_bit_rate: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One smaller picture of a source.

    Attributes:
        number: From 1, best first; its track is ``DERIVED_VIDEO`` plus this.
        width: Pixels, even.
        height: Pixels, even.
        bit_rate: Bits a second, averaged.
        frame_rate: Frames a second as far as known.
        halves_rate: Whether pictures are left out where they come faster than :data:`HIGH_RATE`.
    """

    number: int
    width: int
    height: int
    bit_rate: int
    frame_rate: float | None
    halves_rate: bool

    @property
    def name(self) -> str:
        """What people call it: the shorter edge and the frames a second."""
        return f"{min(self.width, self.height)}p{round(self.frame_rate or DEFAULT_FRAME_RATE)}"


def _table(*rows: tuple[int, int] | tuple[int, int, int]) -> tuple[RungSize, ...]:
    return tuple(RungSize(row[0], row[1] * 1000, row[-1] * 1000) for row in rows)


_STANDARD = _table((720, 2400, 3400), (480, 1400), (360, 630), (160, 230))
_ADVANCED = {
    TranscodePreset.HIGHER_BANDWIDTH_DELIVERY: _table((720, 3000), (480, 1300), (360, 700), (160, 270)),
    TranscodePreset.CONSTRAINED_BANDWIDTH_DELIVERY: _table((720, 2200), (480, 800), (360, 400), (160, 220)),
}


def choose_sizes(rules: PublishRules, override: tuple[RungSize, ...] = ()) -> tuple[RungSize, ...]:
    """Return the steps of a channel's ladder, best first; none for BASIC.

    Args:
        rules: The channel's.
        override: The operator's steps, in place of those of STANDARD and ADVANCED channels.
    """
    match rules.channel_type:
        case ChannelType.BASIC:
            return ()
        case ChannelType.STANDARD:
            return override or _STANDARD
        case ChannelType.ADVANCED_HD:
            return override or _ADVANCED[rules.preset]
        case ChannelType.ADVANCED_SD:
            return tuple(size for size in override or _ADVANCED[rules.preset] if size.short_edge <= 480)


def plan_ladder(sizes: tuple[RungSize, ...], *, width: int, height: int, frame_rate: float | None) -> tuple[Rung, ...]:
    """Return the rungs of a source of this size, best first.

    Args:
        sizes: What to choose from, best first.
        width: Displayed width of the source in pixels.
        height: Displayed height of the source in pixels.
        frame_rate: Frames a second as far as known.
    """
    short = min(width, height)
    high_rate = (frame_rate or 0.0) > HIGH_RATE
    fitting = [size for size in sizes if size.short_edge <= short * _SHRINKS_TO][:MAX_RUNGS]
    return tuple(
        Rung(
            number=number,
            width=_scaled(width, size.short_edge, short),
            height=_scaled(height, size.short_edge, short),
            bit_rate=size.high_rate_bit_rate if high_rate else size.bit_rate,
            frame_rate=frame_rate / 2 if frame_rate and high_rate and size.short_edge < FULL_RATE_EDGE else frame_rate,
            halves_rate=size.short_edge < FULL_RATE_EDGE,
        )
        for number, size in enumerate(fitting, 1)
    )


def parse_sizes(text: str) -> tuple[RungSize, ...]:
    """Read the operator's steps: ``720:3400,480:1400,…``, shorter edge in pixels and kilobits a second.

    Raises:
        ValueError: a sentence says what is wrong.
    """
    sizes: list[RungSize] = []
    for entry in filter(None, (part.strip() for part in text.split(","))):
        edge, _, rate = entry.partition(":")
        if not edge.isdecimal() or not rate.isdecimal():
            raise ValueError(f"{entry} is no rung: write the shorter edge and kb/s, such as 720:3400")
        sizes.append(RungSize(int(edge), int(rate) * 1000, int(rate) * 1000))
    if any(not 16 <= size.short_edge <= 4320 or size.short_edge % 2 for size in sizes):
        raise ValueError("the shorter edge of a rung is an even number of pixels from 16 to 4320")
    if any(not 50_000 <= size.bit_rate <= 100_000_000 for size in sizes):
        raise ValueError("a rung has 50 to 100000 kb/s")
    if len({size.short_edge for size in sizes}) < len(sizes) or len(sizes) > MAX_RUNGS:
        raise ValueError(f"there are at most {MAX_RUNGS} rungs, each of another size")
    return tuple(sorted(sizes, key=lambda size: -size.short_edge))


def _scaled(edge: int, short_edge: int, source_short_edge: int) -> int:
    """Return an edge of the source as an even edge of the rung."""
    return max(2, round(edge * short_edge / source_short_edge / 2) * 2)
