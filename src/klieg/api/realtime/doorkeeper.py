"""How many realtime sockets may be open: in all, and from one address."""

from collections import Counter

MAX_SOCKETS = 20_000
MAX_SOCKETS_PER_ADDRESS = 2_000
"""Many viewers may sit behind one address; one address may not keep everybody else out."""


class Doorkeeper:
    """Counts who is in."""

    def __init__(self) -> None:
        self._by_address: Counter[str] = Counter()

    @property
    def open_sockets(self) -> int:
        """How many are in."""
        return self._by_address.total()

    def admit(self, address: str) -> bool:
        """Let one in, if there is room."""
        if self.open_sockets >= MAX_SOCKETS or self._by_address[address] >= MAX_SOCKETS_PER_ADDRESS:
            return False
        self._by_address[address] += 1
        return True

    def leave(self, address: str) -> None:
        """Let one that was admitted out."""
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]
