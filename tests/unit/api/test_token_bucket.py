import pytest

from klieg.api.token_bucket import TokenBucket, TokenBuckets


def test_a_burst_passes_then_the_rate() -> None:
    bucket = TokenBucket(2, 3, now=100)
    assert [bucket.take(100) for _ in range(4)] == [True, True, True, False]
    assert bucket.seconds_until_next() == pytest.approx(0.5)
    assert bucket.take(100.5)
    assert not bucket.take(100.6)
    assert [bucket.take(1000) for _ in range(4)] == [True, True, True, False]


def test_each_address_has_its_own() -> None:
    buckets = TokenBuckets(1, 1)
    assert buckets.take("a", 0) is None
    assert buckets.take("a", 0) == pytest.approx(1)
    assert buckets.take("b", 0) is None


def test_the_number_of_addresses_is_bounded() -> None:
    buckets = TokenBuckets(1, 1, capacity=2)
    for address in ("a", "b", "c"):
        assert buckets.take(address, 0) is None
    assert buckets.take("c", 0) is not None
    assert buckets.take("a", 0) is None, "the oldest was forgotten"
