"""What identity needs of the world."""

from typing import Protocol


class PasswordHasher(Protocol):
    """Hashes passwords slowly, elsewhere than on the event loop."""

    async def hash(self, password: str) -> str:
        """Return a salted hash with its parameters.

        Raises:
            UnavailableError: too many wait for one already.
        """
        ...

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one; without a hash, or with an empty one, False after the same time.

        Raises:
            UnavailableError: too many wait for one already.
        """
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether a hash was made with other parameters than new ones are."""
        ...


class Throttle(Protocol):
    """Counts attempts, shared by every control."""

    async def take(self, key: str, *, limit: int, window_s: int) -> float | None:
        """Count one; return None, or how many seconds to wait when there were ``limit`` in this window already."""
        ...

    async def forget(self, key: str) -> None:
        """Begin anew, after a success."""
        ...
