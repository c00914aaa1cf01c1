"""Messages to chunks (RTMP 1.0, 5.3). The server sends few and small messages, so plainness wins over speed."""

from dataclasses import dataclass

from klieg.media.rtmp.messages import Message

_EXTENDED = 0xFFFFFF


@dataclass(slots=True)
class _Previous:
    """The header last written on a chunk stream, from which later headers leave out what is equal."""

    message: Message
    delta: int


class ChunkWriter:
    """Splits messages into chunks with the shortest headers that say the same.

    Attributes:
        chunk_bytes: Largest chunk data written; change it right after Set Chunk Size was written.
    """

    def __init__(self, chunk_bytes: int = 128) -> None:
        self.chunk_bytes = chunk_bytes
        self._previous: dict[int, _Previous] = {}

    def write(self, message: Message, chunk_stream_id: int) -> bytes:
        """Return the chunks of a message; ``chunk_stream_id`` is 2 to 65599 (5.3.1.1)."""
        header_format, stamp = self._choose(message, chunk_stream_id)
        extension = stamp.to_bytes(4) if stamp >= _EXTENDED else b""
        fields = min(stamp, _EXTENDED).to_bytes(3)
        fields += len(message.payload).to_bytes(3) + bytes((message.type_id,))
        fields += message.stream_id.to_bytes(4, "little")
        first = _basic_header(header_format, chunk_stream_id) + fields[: (11, 7, 3, 0)[header_format]] + extension
        later = _basic_header(3, chunk_stream_id) + extension
        size = self.chunk_bytes
        pieces = [message.payload[at : at + size] for at in range(0, len(message.payload), size)]
        return first + later.join(pieces)

    def _choose(self, message: Message, chunk_stream_id: int) -> tuple[int, int]:
        """Return header type and timestamp field; remembers the message as the previous one.

        A new delta after type 0 repeats by type 3 only when it equals that timestamp (5.3.1.2.4).
        """
        previous = self._previous.get(chunk_stream_id)
        header_format, stamp = 0, message.timestamp
        if (
            previous is not None
            and previous.message.stream_id == message.stream_id
            and message.timestamp >= previous.message.timestamp
        ):
            stamp = message.timestamp - previous.message.timestamp
            same = previous.message.type_id == message.type_id
            same = same and len(previous.message.payload) == len(message.payload)
            header_format = 1 if not same else 2 if stamp != previous.delta else 3
        self._previous[chunk_stream_id] = _Previous(message, stamp)
        return header_format, stamp


def _basic_header(header_format: int, chunk_stream_id: int) -> bytes:
    """One, two or three bytes (5.3.1.1)."""
    assert 2 <= chunk_stream_id <= 65599, "chunk stream ids are 2 to 65599"
    if chunk_stream_id < 64:
        return bytes((header_format << 6 | chunk_stream_id,))
    if chunk_stream_id < 320:
        return bytes((header_format << 6, chunk_stream_id - 64))
    return bytes((header_format << 6 | 1,)) + (chunk_stream_id - 64).to_bytes(2, "little")
