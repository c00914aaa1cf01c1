from itertools import pairwise

from klieg.kernel.backoff import FIRST_DELAY_S, LONGEST_DELAY_S, STEADY_AFTER_S, Backoff


def test_a_process_that_dies_young_waits_longer_each_time_up_to_a_limit() -> None:
    backoff = Backoff()
    delays = [backoff.delay_after(0.0) for _ in range(12)]
    assert delays[0] == FIRST_DELAY_S
    assert all(later == min(2 * former, LONGEST_DELAY_S) for former, later in pairwise(delays))
    assert delays[-1] == LONGEST_DELAY_S


def test_a_process_that_ran_well_starts_from_the_first_delay_again() -> None:
    backoff = Backoff()
    for _ in range(5):
        backoff.delay_after(1.0)
    assert backoff.delay_after(STEADY_AFTER_S) == FIRST_DELAY_S
    assert backoff.delay_after(0.0) == 2 * FIRST_DELAY_S
