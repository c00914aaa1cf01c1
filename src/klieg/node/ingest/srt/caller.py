"""One SRT caller inside the worker: MPEG-TS from libsrt through PyAV's demuxer to units."""

import ctypes
from collections.abc import Callable, Iterator

import av
from av.error import FFmpegError

from klieg.media.unit import Unit
from klieg.node.ingest.demuxing import Demuxer, DemuxError
from klieg.node.ingest.srt.library import MAX_PAYLOAD_BYTES, SrtListener

_ANALYZE_US = 500_000
_PROBE_BYTES = 1 << 20


class CallerFile:
    """A caller's bytes as the file that PyAV reads."""

    def __init__(self, listener: SrtListener, caller: int, count: Callable[[int], None]) -> None:
        self._listener = listener
        self._caller = caller
        self._count = count
        self._buffer = ctypes.create_string_buffer(MAX_PAYLOAD_BYTES)

    def read(self, size: int) -> bytes:
        """Return the next message, empty at the end. PyAV asks for more than one message holds."""
        assert size >= MAX_PAYLOAD_BYTES, "PyAV's buffer is far larger than a message"
        received = self._listener.receive(self._caller, self._buffer)
        self._count(received)
        return self._buffer.raw[:received]


def read_units(source: CallerFile) -> Iterator[Unit]:
    """Yield units until the caller is gone.

    Raises:
        DemuxError: it is no MPEG-TS, or of codecs that are not taken.
    """
    options = {"analyzeduration": str(_ANALYZE_US), "probesize": str(_PROBE_BYTES)}
    try:
        with av.open(source, "r", format="mpegts", options=options) as container:
            yield from Demuxer(container).read()
    except FFmpegError as error:
        raise DemuxError("malformed_media", f"The media cannot be read: {error.strerror}.") from error
