"""Deadlines of many things that all may take equally long: no timer each, constant cost an operation."""

from collections.abc import Hashable, Iterator


class Deadlines[T: Hashable]:
    """Members in the order they expire. Clocks are the caller's: ``now`` is monotonic seconds.

    Args:
        timeout_s: How long after ``start`` a member expires.
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._ends: dict[T, float] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[T]:
        return iter(self._ends)

    def __contains__(self, member: T) -> bool:
        return member in self._ends

    def start(self, member: T, now: float) -> None:
        """Let ``member`` expire after the timeout, counted from ``now`` (again, if it was started before)."""
        self._ends.pop(member, None)
        self._ends[member] = now + self._timeout_s

    def stop(self, member: T) -> None:
        """Let ``member`` not expire; nothing happens when it was not started."""
        self._ends.pop(member, None)

    def take_expired(self, now: float) -> list[T]:
        """Return the members whose time is up, and forget them."""
        expired = []
        for member, end in self._ends.items():  # insertion order is expiry order: the timeout is one for all
            if end > now:
                break
            expired.append(member)
        for member in expired:
            del self._ends[member]
        return expired
