"""Admission: how many ingest connections a node holds, in all and from one address."""

from collections import Counter

import structlog

_log = structlog.get_logger(__name__)

_LOG_EVERY_S = 10.0


class Admission:
    """Counts connections in and out.

    Args:
        max_connections: Held at once.
        max_per_address: Held at once from one address.
    """

    def __init__(self, *, max_connections: int, max_per_address: int) -> None:
        self._max_connections = max_connections
        self._max_per_address = max_per_address
        self._by_address: Counter[str] = Counter()
        self._logged_at = -_LOG_EVERY_S
        self.held = 0
        self.refused = 0

    def admit(self, address: str, now: float) -> bool:
        """Count a connection in. False, and a log line now and then, when there are too many."""
        full = self.held >= self._max_connections
        if full or self._by_address[address] >= self._max_per_address:
            self.refused += 1
            if now - self._logged_at >= _LOG_EVERY_S:
                self._logged_at = now
                limit = "ingest_max_connections" if full else "ingest_max_connections_per_address"
                _log.warning("ingest_connection_refused", address=address, limit=limit, refused_so_far=self.refused)
            return False
        self.held += 1
        self._by_address[address] += 1
        return True

    def release(self, address: str) -> None:
        """Count an admitted connection out."""
        self.held -= 1
        self._by_address[address] -= 1
        if not self._by_address[address]:
            del self._by_address[address]
