"""Chunks to messages (RTMP 1.0, 5.3).

Quick because it works by runs, not by chunks: the type-3 headers of one message's chunks are equal bytes at equal
distances, so one strided slice proves a run of them and one strided deletion takes them out.
"""

from klieg.media.rtmp.errors import ChunkError, LimitExceededError
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits
from klieg.media.rtmp.messages import Message

DEFAULT_CHUNK_BYTES = 128
_EXTENDED = 0xFFFFFF
_HEADER_BYTES = (11, 7, 3)
_RUN_CHUNKS = 256
"""Most continuation chunks taken in one step; bounds the look-ahead, so hostile interleaving stays linear."""


class _ChunkStream:
    """What later headers of one chunk stream inherit, and its unfinished message.

    ``open`` while a message is unfinished, ``partial`` its bytes so far (None before the first), ``remaining`` how many
    are to come; ``extended`` the four bytes of an extended timestamp in force, else empty; ``marker`` the one-byte
    type-3 header of this stream, empty when continuations cannot be recognised by one byte.
    """

    __slots__ = (
        "delta",
        "extended",
        "length",
        "marker",
        "open",
        "partial",
        "remaining",
        "stream_id",
        "timestamp",
        "type_id",
    )

    def __init__(self, chunk_stream_id: int) -> None:
        self.timestamp = 0
        self.delta = 0
        self.length = 0
        self.type_id = 0
        self.stream_id = 0
        self.extended = b""
        self.marker = bytes((0xC0 | chunk_stream_id,)) if chunk_stream_id < 64 else b""
        self.open = False
        self.partial: bytearray | None = None
        self.remaining = 0


class ChunkReader:
    """Feed bytes, pull messages.

    A message is given as soon as its last byte is there. The caller applies Set Chunk Size and Abort between two
    pulls, which is when they take effect on the wire as well.

    Attributes:
        headers_left: Chunk headers that may still be read one by one (a run costs one); refilled by the
            owner of the clock.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._buffer = bytearray()
        self._position = 0
        self._streams: dict[int, _ChunkStream] = {}
        self._awaiting: _ChunkStream | None = None  # its chunk header is consumed, its chunk data is not
        self._partial_bytes = 0
        self._chunk_bytes = DEFAULT_CHUNK_BYTES
        self.headers_left = limits.headers_per_second

    @property
    def buffered_bytes(self) -> int:
        """Bytes received and not yet consumed by a pull."""
        return len(self._buffer) - self._position

    def receive_data(self, data: bytes) -> None:
        """Append bytes from the peer."""
        if self._position:
            del self._buffer[: self._position]
            self._position = 0
        self._buffer += data

    def set_chunk_size(self, chunk_bytes: int) -> None:
        """Apply Set Chunk Size (5.4.1), also to messages begun under the former size.

        Raises:
            ChunkError: Zero, or the reserved first bit is set.
        """
        if not 1 <= chunk_bytes <= 0x7FFFFFFF:
            raise ChunkError(f"Set Chunk Size says {chunk_bytes}; 1 to 2147483647 are allowed.")
        self._chunk_bytes = chunk_bytes

    def abort(self, chunk_stream_id: int) -> None:
        """Apply Abort Message (5.4.2): drop the unfinished message of a chunk stream, if there is one."""
        stream = self._streams.get(chunk_stream_id)
        if stream is not None and stream.open:
            self._close(stream)

    def next_message(self) -> Message | None:
        """Return the next whole message, or None until more bytes come.

        Raises:
            ChunkError: A header that cannot follow what came before.
            LimitExceededError: message_bytes, partial_bytes, chunk_streams or headers_per_second.
        """
        while True:
            stream = self._awaiting or self._read_header()
            if stream is None:
                return None
            payload = self._read_chunks(stream)
            if payload is not None:
                return Message(stream.type_id, stream.stream_id, stream.timestamp, payload)
            if self._awaiting is not None:
                return None

    def _read_header(self) -> _ChunkStream | None:
        """Consume one chunk header (5.3.1) and return its stream, or consume nothing and return None."""
        buffer, position = self._buffer, self._position
        end = len(buffer)
        if position >= end:
            return None
        chunk_format = buffer[position] >> 6
        chunk_stream_id = buffer[position] & 0x3F
        position += 1
        if chunk_stream_id < 2:
            id_bytes = chunk_stream_id + 1
            if end < position + id_bytes:
                return None
            chunk_stream_id = 64 + int.from_bytes(buffer[position : position + id_bytes], "little")
            position += id_bytes
        stream = self._streams.get(chunk_stream_id)
        if chunk_format < 3:
            if stream is None:
                stream = self._add_stream(chunk_stream_id, chunk_format)
            after = self._begin_message(stream, chunk_format, position)
        elif stream is None:
            raise ChunkError(
                f"Chunk stream {chunk_stream_id} begins with a type 3 header, which has nothing to repeat."
            )
        else:
            after = self._continue_message(stream, position)
        if after < 0:
            return None
        self.headers_left -= 1
        if self.headers_left < 0:
            raise LimitExceededError("headers_per_second", self._limits.headers_per_second)
        self._position = after
        self._awaiting = stream
        return stream

    def _begin_message(self, stream: _ChunkStream, chunk_format: int, position: int) -> int:
        """Read message header types 0, 1, 2 (5.3.1.2.1 to 3); return where its chunk data begins, or -1 to wait."""
        buffer = self._buffer
        after = position + _HEADER_BYTES[chunk_format]
        if len(buffer) < after:
            return -1
        stamp = int.from_bytes(buffer[position : position + 3])
        extended = b""
        if stamp == _EXTENDED:
            extended = bytes(buffer[after : after + 4])
            if len(extended) < 4:
                return -1
            stamp = int.from_bytes(extended)
            after += 4
        if stream.open:
            raise ChunkError(f"A type {chunk_format} header interrupts an unfinished message of its chunk stream.")
        if chunk_format < 2:
            stream.length = int.from_bytes(buffer[position + 3 : position + 6])
            stream.type_id = buffer[position + 6]
            if stream.length > self._limits.message_bytes:
                raise LimitExceededError("message_bytes", self._limits.message_bytes)
        if chunk_format == 0:
            stream.stream_id = int.from_bytes(buffer[position + 7 : position + 11], "little")
            stream.timestamp = 0
        stream.extended = extended
        stream.delta = stamp
        self._open(stream)
        return after

    def _continue_message(self, stream: _ChunkStream, position: int) -> int:
        """Read a type 3 header (5.3.1.2.4); return where its chunk data begins, or -1 to wait.

        Some encoders repeat an extended timestamp after type 3 headers (5.3.1.3 says so), some do not: the four
        bytes are taken for one only when they equal the one in force.
        """
        if stream.extended:
            ahead = bytes(self._buffer[position : position + 4])
            if ahead == stream.extended:
                position += 4
            elif len(ahead) < 4 and stream.extended.startswith(ahead):
                return -1
        if not stream.open:
            self._open(stream)
        return position

    def _read_chunks(self, stream: _ChunkStream) -> bytes | None:
        """Consume chunk data of the awaited chunk and of continuations right behind it.

        Returns the payload when the message is whole. Leaves ``_awaiting`` set when even one chunk is not there yet.
        """
        buffer, position, size, remaining = self._buffer, self._position, self._chunk_bytes, stream.remaining
        if remaining <= size:
            wire, run = remaining, 0
            if len(buffer) - position < wire:
                return None
        else:
            available = len(buffer) - position
            if available < size:
                return None
            run = self._run_length(stream, available)
            wire = min(remaining + run, size + run * (size + 1))
        piece = buffer[position : position + wire]
        if run:
            del piece[size :: size + 1]
        self._position = position + wire
        self._awaiting = None
        stream.remaining = remaining - len(piece)
        if stream.remaining:
            self._keep(stream, piece)
            return None
        if stream.partial is not None:
            piece = stream.partial + piece
        self._close(stream)
        return bytes(piece)

    def _run_length(self, stream: _ChunkStream, available: int) -> int:
        """Count the whole continuation chunks that follow the awaited chunk without another stream between them."""
        if not stream.marker or stream.extended:
            return 0
        size, remaining = self._chunk_bytes, stream.remaining
        run = min((remaining - 1) // size, _RUN_CHUNKS)
        wire = min(remaining + run, size + run * (size + 1))
        if available < wire:
            run = (available - size) // (size + 1)
            wire = size + run * (size + 1)
        start = self._position
        markers = self._buffer[start + size : start + wire : size + 1]
        return run - len(markers.lstrip(stream.marker))

    def _add_stream(self, chunk_stream_id: int, chunk_format: int) -> _ChunkStream:
        """Begin a chunk stream. Type 1 first is an encoder habit and means stream 0, time 0; type 2 has no length."""
        if chunk_format == 2:
            raise ChunkError(f"Chunk stream {chunk_stream_id} begins with a type 2 header, which has no length.")
        if len(self._streams) >= self._limits.chunk_streams:
            raise LimitExceededError("chunk_streams", self._limits.chunk_streams)
        return self._streams.setdefault(chunk_stream_id, _ChunkStream(chunk_stream_id))

    @staticmethod
    def _open(stream: _ChunkStream) -> None:
        stream.open = True
        stream.remaining = stream.length
        stream.timestamp = (stream.timestamp + stream.delta) & 0xFFFFFFFF

    def _keep(self, stream: _ChunkStream, piece: bytearray) -> None:
        self._partial_bytes += len(piece)
        if self._partial_bytes > self._limits.partial_bytes:
            raise LimitExceededError("partial_bytes", self._limits.partial_bytes)
        if stream.partial is None:
            stream.partial = piece
        else:
            stream.partial += piece

    def _close(self, stream: _ChunkStream) -> None:
        if stream.partial is not None:
            self._partial_bytes -= len(stream.partial)
        stream.partial = None
        stream.open = False
        stream.remaining = 0
