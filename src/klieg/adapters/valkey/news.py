"""What happened, told to every control that listens now: Valkey pub/sub. Who was away reads the rows instead."""

import asyncio
from collections.abc import AsyncGenerator

from valkey.exceptions import ValkeyError

from klieg.adapters.valkey.bus import Bus

NEWS_CHANNEL = "klieg:news"
_WAIT_S = 5.0


class News:
    """Publishes and follows texts. Every method raises UnavailableError when the bus is away."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def publish(self, text: str) -> None:
        """Tell every follower."""
        try:
            await self._bus.client.publish(NEWS_CHANNEL, text)
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error

    async def follow(self) -> AsyncGenerator[str | None]:
        """Yield None once it listens (so: look at the rows now, nothing is missed from here on), then every text."""
        pubsub = self._bus.waiting_client.pubsub(ignore_subscribe_messages=False)
        try:
            await pubsub.subscribe(NEWS_CHANNEL)
            while True:
                message = await pubsub.get_message(timeout=_WAIT_S)
                if message is None:
                    await asyncio.wait_for(pubsub.ping(), _WAIT_S)
                elif message["type"] == "subscribe":
                    yield None
                elif message["type"] == "message":
                    yield str(message["data"])
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        finally:
            await pubsub.aclose()  # type: ignore[no-untyped-call]  # the library leaves this method without types
