"""The connection to Valkey, and the one sentence for its absence."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from valkey.asyncio import Valkey
from valkey.asyncio.connection import ConnectionPool
from valkey.exceptions import ValkeyError

from klieg.kernel.errors import UnavailableError

CONNECT_TIMEOUT_S = 1.0
ANSWER_TIMEOUT_S = 3.0
_SCHEMES = {"valkey": "redis", "valkeys": "rediss"}


class Bus:
    """Two pools to one Valkey: one for questions, one for connections that wait for news."""

    def __init__(self, url: str) -> None:
        self._place = _without_password(url)
        scheme, rest = url.split("://", 1)
        address = f"{_SCHEMES.get(scheme, scheme)}://{rest}"
        self.client = _client(address, answer_timeout_s=ANSWER_TIMEOUT_S)
        self.waiting_client = _client(address, answer_timeout_s=None)

    def unavailable(self, error: Exception) -> UnavailableError:
        """Return the error that tells what does not answer and what to do."""
        return UnavailableError(
            f"Valkey at {self._place} does not answer ({type(error).__name__}): "
            "start `klieg serve`, or set KLIEG_VALKEY_URL to a server that runs."
        )

    async def ping(self) -> None:
        """Return when the bus answers.

        Raises:
            UnavailableError: it does not.
        """
        try:
            await self.client.ping()
        except (ValkeyError, OSError) as error:
            raise self.unavailable(error) from error

    async def aclose(self) -> None:
        """Close every connection."""
        await self.client.aclose(close_connection_pool=True)
        await self.waiting_client.aclose(close_connection_pool=True)


def _client(address: str, *, answer_timeout_s: float | None) -> Valkey:
    pool = ConnectionPool.from_url(
        address,
        socket_timeout=answer_timeout_s,
        socket_connect_timeout=CONNECT_TIMEOUT_S,
        decode_responses=True,
    )
    return Valkey.from_pool(pool)


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname:
        return f"{parts.scheme}://{parts.path}"
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")


@asynccontextmanager
async def open_bus(url: str) -> AsyncIterator[Bus]:
    """Yield a bus and close it. Nothing is connected before the first question."""
    bus = Bus(url)
    try:
        yield bus
    finally:
        await bus.aclose()
