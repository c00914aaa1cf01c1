"""Segments read from the object store for viewers who went back beyond memory."""

import asyncio
from collections.abc import Callable

import structlog

from klieg.media.hls.rendition import HlsRendition
from klieg.node.delivery.byte_range import UnsatisfiableRangeError, parse_range
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import NOT_FOUND, Response, make_error, make_response, make_streamed
from klieg.node.dvr.window import DvrWindow
from klieg.storage.errors import ObjectMissingError, StoreError
from klieg.storage.object_store import OpenObject

_log = structlog.get_logger(__name__)

MAX_READS = 128
"""Segments read at once. Each takes what a connection may leave unsent and a piece: at most 160 MB in all."""

_BUSY = make_error(503, "Too many viewers read what is stored.", headers="retry-after: 1\r\n")
_UNAVAILABLE = make_error(503, "What is stored cannot be read now.", headers="retry-after: 2\r\n")


class StoredSegments:
    """Answers requests for segments that are in the store.

    Args:
        window: What is stored, and where.

    Attributes:
        open_count: Reads that have begun and not ended.
    """

    def __init__(self, window: DvrWindow) -> None:
        self.open_count = 0
        self._window = window
        self._opening: set[asyncio.Task[None]] = set()

    def find(self, session_id: str, rendition: HlsRendition, msn: int) -> str | None:
        """Return the name of the object that has a segment, None when it is not in the store."""
        return self._window.find(session_id, rendition, msn)

    def answer(self, exchange: Exchange, name: str, lines: str) -> Response | None:
        """Open the object; the answer follows. 503 when too many are open."""
        if self.open_count >= MAX_READS:
            return _BUSY
        self.open_count += 1
        opening = asyncio.get_running_loop().create_task(self._answer(exchange, name, lines))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)
        return None

    async def _answer(self, exchange: Exchange, name: str, lines: str) -> None:
        try:
            response = await self._respond(exchange, name, lines)
        except ObjectMissingError:
            response = NOT_FOUND
        except StoreError as error:
            _log.warning("dvr_read_failed", name=name, error=str(error))
            response = _UNAVAILABLE
        if response.source is None:
            self._end_read()
        exchange.respond(response)

    async def _respond(self, exchange: Exchange, name: str, lines: str) -> Response:
        self._window.reads += 1
        objects = self._window.objects
        if exchange.method == "HEAD":
            return make_response("segment", 200, headers=lines, length=await objects.measure(name))
        if not exchange.range:
            whole = await objects.open(name)
            return make_streamed("segment", 200, _Read(whole, self._end_read), whole.length, headers=lines)
        length = await objects.measure(name)
        try:
            wanted = parse_range(exchange.range, length)
        except UnsatisfiableRangeError:
            return make_response("error", 416, headers=f"content-range: bytes */{length}\r\n")
        start, stop = wanted or (0, length)
        if wanted is not None:
            lines = f"content-range: bytes {start}-{stop - 1}/{length}\r\n{lines}"
        part = _Read(await objects.open(name, wanted), self._end_read)
        return make_streamed("segment", 200 if wanted is None else 206, part, stop - start, headers=lines)

    def _end_read(self) -> None:
        self.open_count -= 1


class _Read:
    """One object on its way to one viewer."""

    def __init__(self, opened: OpenObject, on_end: Callable[[], None]) -> None:
        self._opened: OpenObject | None = opened
        self._on_end = on_end

    async def read(self) -> bytes:
        """Return the next piece, empty after the last."""
        return await self._opened.read() if self._opened is not None else b""

    def close(self) -> None:
        """Let the object go."""
        if self._opened is not None:
            self._opened = None
            self._on_end()
