import pytest

from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.messages import Message


def test_headers_leave_out_what_is_equal() -> None:
    writer = ChunkWriter()
    first_bytes = [
        writer.write(Message(9, 1, timestamp, payload), 4)[0] >> 6
        for timestamp, payload in ((10, b"a"), (20, b"b"), (30, b"c"), (45, b"d"), (60, b"ee"), (5, b"f"))
    ]
    assert first_bytes == [0, 3, 3, 2, 1, 0]


def test_a_message_of_another_stream_starts_anew() -> None:
    writer = ChunkWriter()
    writer.write(Message(9, 1, 0, b"a"), 4)
    assert writer.write(Message(9, 2, 0, b"a"), 4)[0] >> 6 == 0


def test_an_empty_message_is_its_header() -> None:
    assert len(ChunkWriter().write(Message(9, 1, 0, b""), 4)) == 12


@pytest.mark.parametrize("chunk_stream_id", [0, 1, 65600])
def test_chunk_stream_ids_out_of_range_are_our_bug(chunk_stream_id: int) -> None:
    with pytest.raises(AssertionError, match="2 to 65599"):
        ChunkWriter().write(Message(9, 1, 0, b""), chunk_stream_id)
