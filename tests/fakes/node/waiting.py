"""Waiting for what announces itself by no event: other processes, and what HTTP or the bus must be asked for."""

import asyncio
from collections.abc import Awaitable, Callable

_PAUSE_S = 0.02


async def until[T](ask: Callable[[], Awaitable[T]], within_s: float = 30) -> T:
    """Ask again and again; return the first answer that is true.

    Raises:
        TimeoutError: there was none in time.
    """
    async with asyncio.timeout(within_s):
        while not (answer := await ask()):  # noqa: ASYNC110 - there is no event: that is what this is for
            await asyncio.sleep(_PAUSE_S)
    return answer
