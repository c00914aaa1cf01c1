import pytest

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError


def test_fields_come_most_significant_bit_first() -> None:
    bits = BitReader(bytes((0b1010_0101, 0xFF)))
    assert [bits.read(1), bits.read(3), bits.read(4), bits.read(0), bits.read(8)] == [1, 2, 5, 0, 255]
    assert bits.left == 0


@pytest.mark.parametrize(
    ("bit_string", "value"),
    [("1", 0), ("010", 1), ("011", 2), ("00100", 3), ("00111", 6), ("0001000", 7)],
)
def test_unsigned_exp_golomb(bit_string: str, value: int) -> None:
    assert BitReader(_pack(bit_string)).read_ue() == value


@pytest.mark.parametrize(
    ("bit_string", "value"),
    [("1", 0), ("010", 1), ("011", -1), ("00100", 2), ("00101", -2)],
)
def test_signed_exp_golomb(bit_string: str, value: int) -> None:
    assert BitReader(_pack(bit_string)).read_se() == value


def test_reading_past_the_end_is_refused() -> None:
    bits = BitReader(b"\x01")
    bits.skip(7)
    with pytest.raises(CodecError, match="8 bits"):
        bits.read(8)


def test_an_endless_exp_golomb_code_is_refused() -> None:
    with pytest.raises(CodecError, match="longer"):
        BitReader(bytes(16)).read_ue()


def test_align_goes_to_the_next_byte_and_stays_on_a_boundary() -> None:
    bits = BitReader(b"\x80\x01\x02")
    assert bits.flag()
    bits.align()
    bits.align()
    assert bits.read(8) == 1


def _pack(bit_string: str) -> bytes:
    return int(bit_string.ljust(16, "0"), 2).to_bytes(2)
