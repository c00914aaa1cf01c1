"""RTMP 1.0, 5.3: chunk headers of every form, and the two worked examples."""

import pytest

from klieg.media.rtmp.chunk_reader import ChunkReader
from klieg.media.rtmp.messages import Message


def _read(*wire: bytes, chunk_bytes: int = 128) -> list[Message]:
    reader = ChunkReader()
    reader.set_chunk_size(chunk_bytes)
    reader.receive_data(b"".join(wire))
    found: list[Message] = []
    while (message := reader.next_message()) is not None:
        found.append(message)
    return found


def _type_0(stamp: int, payload: bytes, basic: bytes = b"\x03", length: int | None = None) -> bytes:
    size = (len(payload) if length is None else length).to_bytes(3)
    field = min(stamp, 0xFFFFFF).to_bytes(3)
    extended = stamp.to_bytes(4) if stamp >= 0xFFFFFF else b""
    return basic + field + size + b"\x08" + (12345).to_bytes(4, "little") + extended + payload


@pytest.mark.parametrize(
    "basic",
    [b"\x02", b"\x3f", b"\x00\x00", b"\x00\xff", b"\x01\x00\x00", b"\x01\xff\xff", b"\x01\x40\x01"],
    ids=["2", "63", "64", "319", "64 long", "65599", "384"],
)
def test_5_3_1_1_basic_headers_of_one_two_and_three_bytes(basic: bytes) -> None:
    later = bytes((basic[0] | 0xC0,)) + basic[1:]
    payload = bytes(range(200))
    wire = _type_0(7, payload[:128], basic, 200) + later + payload[128:]
    assert _read(wire) == [Message(8, 12345, 7, payload)]


def test_5_3_1_1_two_and_three_byte_forms_of_one_id_are_one_chunk_stream() -> None:
    wire = _type_0(7, bytes(128), b"\x00\x05", 130) + b"\xc1\x05\x00" + bytes(2)
    assert _read(wire) == [Message(8, 12345, 7, bytes(130))]


def test_5_3_1_2_1_type_0_says_everything_and_the_stream_id_is_little_endian() -> None:
    wire = b"\x03\x00\x03\xe8\x00\x00\x02\x09\x01\x02\x03\x04ab"
    assert _read(wire) == [Message(9, 0x04030201, 1000, b"ab")]


def test_5_3_1_2_2_type_1_keeps_the_stream_id_and_adds_a_delta() -> None:
    wire = _type_0(1000, b"a") + b"\x43\x00\x00\x14\x00\x00\x02\x09" + b"bc"
    assert _read(wire)[1] == Message(9, 12345, 1020, b"bc")


def test_5_3_1_2_3_type_2_keeps_length_and_type_as_well() -> None:
    wire = _type_0(1000, b"a") + b"\x83\x00\x00\x14" + b"b"
    assert _read(wire)[1] == Message(8, 12345, 1020, b"b")


def test_5_3_1_2_4_type_3_after_type_2_repeats_the_delta() -> None:
    wire = _type_0(1000, b"a") + b"\x83\x00\x00\x14b" + b"\xc3c" + b"\xc3d"
    assert [message.timestamp for message in _read(wire)] == [1000, 1020, 1040, 1060]


def test_5_3_1_2_4_type_3_after_type_0_takes_its_timestamp_for_the_delta() -> None:
    assert [message.timestamp for message in _read(_type_0(1000, b"a"), b"\xc3b")] == [1000, 2000]


def test_5_3_1_2_4_type_3_within_a_message_continues_it() -> None:
    wire = _type_0(1000, bytes(128), length=300) + b"\xc3" + bytes(128) + b"\xc3" + bytes(44)
    assert _read(wire) == [Message(8, 12345, 1000, bytes(300))]


@pytest.mark.parametrize("stamp", [0xFFFFFF, 0x1000000, 0xFFFFFFFF])
def test_5_3_1_3_extended_timestamps(stamp: int) -> None:
    assert _read(_type_0(stamp, b"a")) == [Message(8, 12345, stamp, b"a")]


def test_5_3_1_3_the_largest_plain_timestamp_is_not_extended() -> None:
    assert _read(_type_0(0xFFFFFE, b"a")) == [Message(8, 12345, 0xFFFFFE, b"a")]


@pytest.mark.parametrize("repeat", [True, False], ids=["repeated", "left out"])
def test_5_3_1_3_type_3_repeats_an_extended_timestamp_and_some_encoders_do_not(*, repeat: bool) -> None:
    extended = (0x01020304).to_bytes(4) if repeat else b""
    payload = bytes(range(256)) + bytes(44)
    wire = _type_0(0x01020304, payload[:128], length=300)
    wire += b"\xc3" + extended + payload[128:256] + b"\xc3" + extended + payload[256:]
    for size in (1, 3, 5, 1000):
        reader = ChunkReader()
        got: list[Message] = []
        for at in range(0, len(wire), size):
            reader.receive_data(wire[at : at + size])
            message = reader.next_message()
            got += [message] if message is not None else []
        assert got == [Message(8, 12345, 0x01020304, payload)]


def test_5_3_1_3_an_extended_delta() -> None:
    wire = _type_0(5, b"a") + b"\x83\xff\xff\xff\x01\x00\x00\x00b"
    assert _read(wire)[1].timestamp == 0x01000005


def test_5_1_timestamps_roll_over_at_32_bits() -> None:
    wire = _type_0(0xFFFFFFF0, b"a") + b"\x83\x00\x00\x20b"
    assert _read(wire)[1].timestamp == 0x10


def test_5_3_2_1_example_1_audio_messages() -> None:
    """Type 0, then 2 for the first delta, then 3: 44, 36 and 33 bytes of chunks in the specification."""
    payloads = [bytes((index,)) * 32 for index in range(4)]
    chunks = [
        b"\x03" + (1000).to_bytes(3) + (32).to_bytes(3) + b"\x08" + (12345).to_bytes(4, "little") + payloads[0],
        b"\x83" + (20).to_bytes(3) + payloads[1],
        b"\xc3" + payloads[2],
        b"\xc3" + payloads[3],
    ]
    assert [len(chunk) for chunk in chunks] == [44, 36, 33, 33]
    assert _read(*chunks) == [Message(8, 12345, 1000 + 20 * index, payload) for index, payload in enumerate(payloads)]


def test_5_3_2_2_example_2_a_video_message_of_307_bytes() -> None:
    payload = bytes(index & 255 for index in range(307))
    chunks = [
        b"\x04" + (1000).to_bytes(3) + (307).to_bytes(3) + b"\x09" + (12346).to_bytes(4, "little") + payload[:128],
        b"\xc4" + payload[128:256],
        b"\xc4" + payload[256:],
    ]
    assert [len(chunk) for chunk in chunks] == [140, 129, 52]
    assert _read(*chunks) == [Message(9, 12346, 1000, payload)]


def test_5_3_chunks_of_several_streams_interleave() -> None:
    wire = _type_0(1, b"v" * 128, b"\x04", 200) + _type_0(2, b"a" * 10) + b"\xc4" + b"v" * 72
    assert [message.payload for message in _read(wire)] == [b"a" * 10, b"v" * 200]


def test_encoders_messages_of_no_bytes() -> None:
    assert _read(_type_0(1, b""), _type_0(2, b"a")) == [Message(8, 12345, 1, b""), Message(8, 12345, 2, b"a")]
