import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.nal import find_nals, join_nals, unescape


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8))
def test_joined_units_are_found_again(nals: list[bytes]) -> None:
    payload = join_nals(nals)
    assert [payload[begin:end] for begin, end in find_nals(payload, 4)] == nals


@pytest.mark.parametrize("length_size", [1, 2, 4])
def test_every_length_size_is_read(length_size: int) -> None:
    payload = (3).to_bytes(length_size) + b"abc" + (1).to_bytes(length_size) + b"d"
    assert [payload[begin:end] for begin, end in find_nals(payload, length_size)] == [b"abc", b"d"]


def test_empty_units_are_left_out() -> None:
    assert find_nals(bytes(8), 4) == []


@pytest.mark.parametrize("payload", [b"\x00\x00\x00\x05abc", b"\x00\x00\x00", b"\x00\x00\x00\x01a\x00"])
def test_a_length_past_the_end_is_refused(payload: bytes) -> None:
    with pytest.raises(CodecError, match="past the end"):
        find_nals(payload, 4)


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (b"abc", b"abc"),
        (b"\x00\x00\x03\x01", b"\x00\x00\x01"),
        (b"\x00\x00\x03\x00\x00\x03\x00", b"\x00\x00\x00\x00\x00"),
        (b"a\x00\x00\x03", b"a\x00\x00"),
    ],
)
def test_emulation_prevention_is_taken_out(escaped: bytes, plain: bytes) -> None:
    assert unescape(escaped) == plain
