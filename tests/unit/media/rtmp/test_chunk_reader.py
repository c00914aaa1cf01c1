from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klieg.media.rtmp.chunk_reader import ChunkReader
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.errors import ChunkError, LimitExceededError
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message


def read_all(reader: ChunkReader, data: bytes) -> list[Message]:
    reader.receive_data(data)
    found: list[Message] = []
    while (message := reader.next_message()) is not None:
        found.append(message)
    return found


messages = st.builds(
    Message,
    st.integers(0, 255),
    st.sampled_from((0, 1, 0x01020304)),
    st.one_of(st.integers(0, 100), st.integers(0xFFFFF0, 0x1000010), st.integers(0xFFFFFF00, 0xFFFFFFFF)),
    st.one_of(st.binary(max_size=12), st.integers(0, 3000).map(lambda size: bytes(i * 7 & 255 for i in range(size)))),
)
chunk_streams = st.sampled_from((2, 3, 63, 64, 319, 320, 65599))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(messages, chunk_streams, st.sampled_from((None, 1, 2, 128, 129, 4096))), max_size=12),
    st.lists(st.integers(1, 500), min_size=1, max_size=10),
)
def test_any_messages_in_any_chunks_in_any_slices_come_out_the_same(
    sent: list[tuple[Message, int, int | None]],
    slices: list[int],
) -> None:
    writer, reader = ChunkWriter(), ChunkReader()
    got: list[Message] = []
    turn = 0
    for message, chunk_stream_id, chunk_bytes in sent:
        if chunk_bytes is not None:
            writer.chunk_bytes = chunk_bytes
            reader.set_chunk_size(chunk_bytes)
        wire = writer.write(message, chunk_stream_id)
        while wire:
            size = slices[turn % len(slices)]
            turn += 1
            got += read_all(reader, wire[:size])
            wire = wire[size:]
    assert got == [message for message, _, _ in sent]
    assert reader.buffered_bytes == 0


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from((3, 4, 70)), st.integers(1, 1200)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
    st.integers(1, 700),
)
def test_interleaved_chunk_streams_come_apart(sizes: list[tuple[int, int]], random: Random, slice_bytes: int) -> None:
    queues: dict[int, list[list[bytes]]] = {}
    want: dict[int, list[bytes]] = {}
    for chunk_stream_id, size in sizes:
        payload = bytes((size + i) & 255 for i in range(size))
        want.setdefault(chunk_stream_id, []).append(payload)
        queues.setdefault(chunk_stream_id, []).append(_chunks(payload, chunk_stream_id))
    wire = b""
    while queues:
        chosen = random.choice(sorted(queues))
        wire += queues[chosen][0].pop(0)
        if not queues[chosen][0]:
            queues[chosen].pop(0)
        if not queues[chosen]:
            del queues[chosen]
    reader = ChunkReader()
    got: dict[int, list[bytes]] = {}
    for at in range(0, len(wire), slice_bytes):
        for message in read_all(reader, wire[at : at + slice_bytes]):
            got.setdefault(message.stream_id, []).append(message.payload)
    assert got == want


def _chunks(payload: bytes, chunk_stream_id: int) -> list[bytes]:
    """Chunks of 128 bytes; the message stream id repeats the chunk stream id."""
    whole = ChunkWriter().write(Message(9, chunk_stream_id, 0, payload), chunk_stream_id)
    basic = 1 if chunk_stream_id < 64 else 2
    first = basic + 11 + 128
    return [whole[:first], *(whole[at : at + basic + 128] for at in range(first, len(whole), basic + 128))]


def test_a_run_longer_than_one_step_is_taken() -> None:
    payload = bytes(i % 251 for i in range(100_000))
    reader = ChunkReader()
    assert [m.payload for m in read_all(reader, ChunkWriter().write(Message(9, 1, 5, payload), 6))] == [payload]


def test_a_first_header_of_type_1_means_stream_0_and_time_0() -> None:
    (message,) = read_all(ChunkReader(), b"\x42\x00\x00\x07\x00\x00\x02\x04ab")
    assert message == Message(4, 0, 7, b"ab")


def test_an_abort_of_nothing_is_nothing() -> None:
    reader = ChunkReader()
    reader.abort(9)
    read_all(reader, ChunkWriter().write(Message(9, 1, 0, b"whole"), 9))
    reader.abort(9)
    assert read_all(reader, ChunkWriter().write(Message(9, 1, 0, b"next"), 9))[0].payload == b"next"


@pytest.mark.parametrize(
    ("wire", "sentence"),
    [
        (b"\xc5", "type 3 header"),
        (b"\x85\x00\x00\x00", "type 2 header"),
        (b"\x05\0\0\0\0\x01\x00\x09\0\0\0\0" + bytes(128) + b"\x05" + bytes(11), "type 0 header interrupts"),
        (b"\x05\0\0\0\0\x01\x00\x09\0\0\0\0" + bytes(128) + b"\x45" + bytes(7), "type 1 header interrupts"),
        (b"\x05\0\0\0\0\x01\x00\x09\0\0\0\0" + bytes(128) + b"\x85" + bytes(3), "type 2 header interrupts"),
    ],
)
def test_headers_that_cannot_follow_are_refused(wire: bytes, sentence: str) -> None:
    with pytest.raises(ChunkError, match=sentence):
        read_all(ChunkReader(), wire)


@pytest.mark.parametrize("size", [0, -1, 0x80000000])
def test_chunk_sizes_that_cannot_be_are_refused(size: int) -> None:
    with pytest.raises(ChunkError, match=f"says {size};"):
        ChunkReader().set_chunk_size(size)


def _header(chunk_stream_id: int, length: int) -> bytes:
    return bytes((chunk_stream_id, 0, 0, 0)) + length.to_bytes(3) + b"\x09\0\0\0\0"


@pytest.mark.parametrize(
    ("wire", "limits", "name"),
    [
        (_header(3, 101), Limits(message_bytes=100), "message_bytes"),
        (_header(3, 0) + _header(4, 0) + _header(5, 0), Limits(chunk_streams=2), "chunk_streams"),
        (
            _header(3, 300) + bytes(128) + _header(4, 300) + bytes(128),
            Limits(partial_bytes=200),
            "partial_bytes",
        ),
        (_header(3, 0) + b"\xc3" * 5, Limits(headers_per_second=3), "headers_per_second"),
    ],
)
def test_maxima_are_named(wire: bytes, limits: Limits, name: str) -> None:
    with pytest.raises(LimitExceededError) as caught:
        read_all(ChunkReader(limits), wire)
    assert caught.value.limit == name


def test_finished_and_aborted_messages_give_their_bytes_back() -> None:
    reader = ChunkReader(Limits(partial_bytes=300))
    for _ in range(10):
        assert len(read_all(reader, _header(3, 200) + bytes(128) + b"\xc3" + bytes(72))) == 1
        assert read_all(reader, _header(4, 200) + bytes(128)) == []
        reader.abort(4)
