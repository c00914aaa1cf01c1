"""Partners: channels that many follow, where the operator makes a difference."""

UNPARTNERED_LINES = 720
"""Pixels of the shorter edge that others may send at most; partners send 1080."""


def is_partner(follower_count: int, needed: int) -> bool:
    """Whether a channel is a partner's.

    Args:
        follower_count: How many follow it.
        needed: How many it takes; 0: there are no partners.
    """
    return 0 < needed <= follower_count


def max_lines(follower_count: int, needed: int) -> int | None:
    """Return how many lines the pictures of somebody's channel may have, None where nothing is held against it."""
    return None if needed == 0 or is_partner(follower_count, needed) else UNPARTNERED_LINES
