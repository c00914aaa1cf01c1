from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.hls.program_date_time import format_date_time


@pytest.mark.parametrize(
    ("wallclock", "text"),
    [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (951_782_400.25, "2000-02-29T00:00:00.250Z"),
        (1_709_251_199.9996, "2024-03-01T00:00:00.000Z"),
        (1_772_355_907.25, "2026-03-01T09:05:07.250Z"),
    ],
)
def test_dates(wallclock: float, text: str) -> None:
    assert format_date_time(wallclock) == text


@given(st.integers(0, 253_402_300_799_999))
def test_every_millisecond_is_what_the_standard_library_says(milliseconds: int) -> None:
    seconds, rest = divmod(milliseconds, 1000)
    expected = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{rest:03d}Z"
    year, _, remainder = expected.partition("-")
    assert format_date_time(milliseconds / 1000) == f"{int(year):04d}-{remainder}"
