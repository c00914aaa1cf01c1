"""Which rungs a source gets."""

import pytest

from klieg.contracts.ingest import ChannelType, PublishRules, TranscodePreset
from klieg.node.transcode.rungs import RungSize, choose_sizes, parse_sizes, plan_ladder

STANDARD = PublishRules(channel_type=ChannelType.STANDARD)


def _plan(rules: PublishRules, size: tuple[int, int], rate: float | None = 30.0) -> list[tuple[str, int, int, int]]:
    rungs = plan_ladder(choose_sizes(rules), width=size[0], height=size[1], frame_rate=rate)
    assert [rung.number for rung in rungs] == list(range(1, len(rungs) + 1))
    return [(rung.name, rung.width, rung.height, rung.bit_rate // 1000) for rung in rungs]


@pytest.mark.parametrize(
    ("size", "rate", "expected"),
    [
        (
            (1920, 1080),
            30.0,
            [
                ("720p30", 1280, 720, 2400),
                ("480p30", 854, 480, 1400),
                ("360p30", 640, 360, 630),
                ("160p30", 284, 160, 230),
            ],
        ),
        (
            (1920, 1080),
            59.94,
            [
                ("720p60", 1280, 720, 3400),
                ("480p30", 854, 480, 1400),
                ("360p30", 640, 360, 630),
                ("160p30", 284, 160, 230),
            ],
        ),
        (
            (1080, 1920),
            50.0,
            [
                ("720p50", 720, 1280, 3400),
                ("480p25", 480, 854, 1400),
                ("360p25", 360, 640, 630),
                ("160p25", 160, 284, 230),
            ],
        ),
        ((1280, 720), None, [("480p30", 854, 480, 1400), ("360p30", 640, 360, 630), ("160p30", 284, 160, 230)]),
        ((960, 540), 25.0, [("480p25", 854, 480, 1400), ("360p25", 640, 360, 630), ("160p25", 284, 160, 230)]),
        ((853, 481), 30.0, [("360p30", 638, 360, 630), ("160p30", 284, 160, 230)]),
        ((720, 720), 24.0, [("480p24", 480, 480, 1400), ("360p24", 360, 360, 630), ("160p24", 160, 160, 230)]),
        ((3000, 361), 30.0, [("160p30", 1330, 160, 230)]),
        ((178, 102), 30.0, []),
    ],
)
def test_a_standard_channel_by_the_source(
    size: tuple[int, int], rate: float | None, expected: list[tuple[str, int, int, int]]
) -> None:
    assert _plan(STANDARD, size, rate) == expected


@pytest.mark.parametrize(
    ("channel_type", "preset", "rates"),
    [
        (ChannelType.BASIC, TranscodePreset.HIGHER_BANDWIDTH_DELIVERY, []),
        (ChannelType.ADVANCED_HD, TranscodePreset.HIGHER_BANDWIDTH_DELIVERY, [3000, 1300, 700, 270]),
        (ChannelType.ADVANCED_HD, TranscodePreset.CONSTRAINED_BANDWIDTH_DELIVERY, [2200, 800, 400, 220]),
        (ChannelType.ADVANCED_SD, TranscodePreset.HIGHER_BANDWIDTH_DELIVERY, [1300, 700, 270]),
        (ChannelType.ADVANCED_SD, TranscodePreset.CONSTRAINED_BANDWIDTH_DELIVERY, [800, 400, 220]),
    ],
)
def test_bit_rates_by_type_and_preset(channel_type: ChannelType, preset: TranscodePreset, rates: list[int]) -> None:
    rules = PublishRules(channel_type=channel_type, preset=preset)
    assert [rate for *_, rate in _plan(rules, (1920, 1080))] == rates


def test_no_rung_is_larger_than_its_source_and_every_edge_is_even() -> None:
    sizes = choose_sizes(STANDARD)
    for width in range(17, 2000, 61):
        for height in range(17, 2000, 67):
            for rung in plan_ladder(sizes, width=width, height=height, frame_rate=None):
                assert rung.width <= width
                assert rung.height <= height
                assert rung.width % 2 == rung.height % 2 == 0
                assert abs(rung.width / rung.height - width / height) / (width / height) < 0.02


def test_an_operators_steps_replace_the_table_but_make_no_ladder_for_basic() -> None:
    steps = parse_sizes(" 240:300, 600:1800 ")
    assert steps == (RungSize(600, 1_800_000, 1_800_000), RungSize(240, 300_000, 300_000))
    assert choose_sizes(STANDARD, steps) == steps
    assert choose_sizes(PublishRules(channel_type=ChannelType.ADVANCED_SD), steps) == steps[1:]
    assert choose_sizes(PublishRules(), steps) == ()
    assert parse_sizes("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "720",
        "720:",
        "x:100",
        "721:100",
        "8:100",
        "720:49",
        "720:2000,720:1000",
        ",".join(f"{n}:100" for n in range(100, 118, 2)),
    ],
)
def test_steps_that_make_no_sense_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="rung"):
        parse_sizes(text)
