"""A body on its way from a store to a peer: no faster than the peer reads, a piece or two in memory."""

import asyncio
from collections.abc import Callable

import structlog

from klieg.kernel.errors import UnavailableError
from klieg.node.delivery.response import BodySource

_log = structlog.get_logger(__name__)


class BodyPump:
    """Writes what a source gives.

    Args:
        transport: Where it is written.
        source: Where it comes from; closed at the end.
        on_end: Called once, unless the pump was stopped before: with whether the body is whole.
    """

    def __init__(self, transport: asyncio.Transport, source: BodySource, on_end: Callable[[bool], None]) -> None:
        self._transport = transport
        self._source = source
        self._on_end = on_end
        self._room = asyncio.Event()
        self._room.set()
        self._task = asyncio.get_running_loop().create_task(self._run())

    def pause(self) -> None:
        """Write nothing until the peer has read."""
        self._room.clear()

    def resume(self) -> None:
        """Go on."""
        self._room.set()

    def stop(self) -> None:
        """The peer is gone."""
        self._task.cancel()
        self._source.close()  # a task that has not begun does nothing when it is cancelled

    async def _run(self) -> None:
        whole = False
        try:
            while piece := await self._source.read():
                self._transport.write(piece)
                await self._room.wait()
            whole = True
        except UnavailableError as error:
            _log.warning("body_cut_short", error=str(error))
        finally:
            self._source.close()
        self._on_end(whole)
