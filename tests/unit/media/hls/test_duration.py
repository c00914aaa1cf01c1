import pytest

from klieg.media.hls.duration import format_units, to_units


@pytest.mark.parametrize(
    ("ticks", "text"), [(0, "0.00000"), (18_000, "0.20000"), (18_769, "0.20854"), (90_000, "1.00000"), (5, "0.00006")]
)
def test_ticks_are_printed_with_five_decimals(ticks: int, text: str) -> None:
    assert format_units(to_units(ticks)) == text
