from datetime import UTC, datetime

import pytest

from klieg.domains.directory.rules import LivePosition


def test_a_position_goes_out_and_comes_back_to_the_microsecond() -> None:
    position = LivePosition(datetime(2026, 5, 1, 12, 30, 15, 123457, UTC), "ss_0abc")
    assert LivePosition.parse(str(position)) == position


@pytest.mark.parametrize(
    "text", ["", "x", "12", "12-", "-ss_1", "12-SS", "12-ss_1;", "9" * 17 + "-ss_1", "1-" + "s" * 41]
)
def test_what_is_no_position_is_none(text: str) -> None:
    assert LivePosition.parse(text) is None


def test_the_latest_position_that_can_be_sent_is_a_date() -> None:
    assert LivePosition.parse("9" * 16 + "-ss_1") is not None
