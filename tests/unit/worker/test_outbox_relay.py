import pytest

from klieg.worker.outbox_relay import RETRY_MOST_S, retry_wait_s


@pytest.mark.parametrize(
    ("attempts", "expected"), [(1, 0.5), (2, 1), (3, 2), (6, 16), (7, RETRY_MOST_S), (10_000, RETRY_MOST_S)]
)
def test_each_failed_attempt_waits_longer_up_to_a_most(attempts: int, expected: float) -> None:
    assert retry_wait_s(attempts) == expected
