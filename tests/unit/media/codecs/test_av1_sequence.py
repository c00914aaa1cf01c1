import pytest

from fakes.bits import BitWriter
from fakes.codec_vectors import AV1_VECTORS, Av1Vector
from klieg.media.codecs.av1_sequence import parse_av1_sequence_header
from klieg.media.codecs.errors import CodecError


@pytest.mark.parametrize("vector", AV1_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_size_and_depth_as_encoded(vector: Av1Vector) -> None:
    header = parse_av1_sequence_header(vector.sequence_header[2:])
    assert (header.width, header.height, header.bit_depth) == (vector.width, vector.height, vector.bit_depth)
    assert (header.profile, header.tier, header.monochrome) == (0, 0, False)


def _size(bits: BitWriter) -> BitWriter:
    return bits.write(9, 4).write(8, 4).write(639, 10).write(359, 9)


def _tools(bits: BitWriter) -> BitWriter:
    """No frame ids, order hints on, screen content and integer mv chosen per frame."""
    return (
        bits.write(0, 1).write(0, 3).write(0, 4).write(1, 1).write(0, 2).write(1, 1).write(1, 1).write(0, 3).write(0, 3)
    )


def _whole(color: BitWriter, profile: int = 0) -> bytes:
    bits = BitWriter().write(profile, 3).write(0, 2).write(0, 1).write(0, 1).write(0, 5)
    bits = _tools(_size(bits.write(0, 12).write(8, 5).write(1, 1)))
    joined = BitWriter()
    joined._bits = bits._bits + color._bits
    return joined.done()


def test_a_timing_with_a_decoder_model_and_two_operating_points() -> None:
    bits = BitWriter().write(0, 3).write(0, 2).write(1, 1).write(1001, 32).write(60000, 32)
    bits.write(1, 1).write(0b010, 3).write(0, 0)  # equal interval, two ticks a picture: uvlc 1
    bits.write(1, 1).write(9, 5).write(0, 42)  # decoder model
    bits.write(1, 1).write(1, 5)  # display delay present, two points
    bits.write(0x101, 12).write(9, 5).write(1, 1).write(1, 1).write(0, 21).write(1, 1).write(3, 4)
    bits.write(0x100, 12).write(4, 5).write(0, 1).write(0, 1)
    bits = _tools(_size(bits)).write(0, 3).write(0, 1).write(0, 2)
    header = parse_av1_sequence_header(bits.done())
    assert (header.level, header.tier, header.width, header.height) == (9, 1, 640, 360)
    assert header.frame_rate == pytest.approx(30000 / 1001)


def test_an_unequal_interval_declares_no_rate() -> None:
    bits = BitWriter().write(0, 3).write(0, 2).write(1, 1).write(1, 32).write(30, 32).write(0, 2).write(0, 1)
    bits = _tools(_size(bits.write(0, 5).write(0, 12).write(4, 5))).write(0, 3).write(0, 1).write(0, 2)
    assert parse_av1_sequence_header(bits.done()).frame_rate is None


def test_a_reduced_still_picture_header() -> None:
    bits = _size(BitWriter().write(0, 3).write(0b11, 2).write(5, 5)).write(0, 3).write(0, 3).write(0, 3)
    header = parse_av1_sequence_header(bits.write(0, 1).write(0, 2).done())
    assert (header.level, header.width) == (5, 640)


def test_frame_ids_and_tools_without_order_hints_are_passed_over() -> None:
    bits = _size(BitWriter().write(0, 3).write(0, 2).write(0, 2).write(0, 5).write(0, 12).write(4, 5))
    bits.write(1, 1).write(0, 7).write(0, 3).write(0, 4).write(0, 1)
    bits.write(0, 1).write(1, 1).write(0, 1).write(1, 1)  # screen content forced, integer mv forced
    header = parse_av1_sequence_header(bits.write(0, 3).write(1, 1).write(0, 1).write(0, 1).write(0, 3).done())
    assert (header.bit_depth, header.chroma_sample_position) == (10, 0)


@pytest.mark.parametrize(
    ("profile", "color", "expected"),
    [
        (0, BitWriter().write(0, 3).write(0, 1).write(2, 2), (8, False, True, True, 2)),
        (0, BitWriter().write(0b010, 3), (8, True, True, True, 0)),
        (0, BitWriter().write(0b001, 3).write(0x09100900, 24 + 8).write(1, 1), (8, False, True, True, 0)),
        (1, BitWriter().write(0b10, 2).write(0, 1), (10, False, False, False, 0)),
        (1, BitWriter().write(0b01, 2).write(0x010D00, 24), (8, False, False, False, 0)),
        (2, BitWriter().write(0b0000, 3).write(0, 1), (8, False, True, False, 0)),
        (2, BitWriter().write(0b11, 2).write(0, 2).write(0, 1).write(0b11, 2).write(1, 2), (12, False, True, True, 1)),
        (2, BitWriter().write(0b11, 2).write(0, 2).write(0, 1).write(0, 1), (12, False, False, False, 0)),
    ],
)
def test_sample_formats(profile: int, color: BitWriter, expected: tuple[int, bool, bool, bool, int]) -> None:
    header = parse_av1_sequence_header(_whole(color, profile))
    found = (header.bit_depth, header.monochrome, header.subsampling_x, header.subsampling_y)
    assert (*found, header.chroma_sample_position) == expected


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "past the end"),
        (BitWriter().write(3, 3).done(), "profile 3"),
        (
            BitWriter()
            .write(0, 3)
            .write(0b11, 2)
            .write(5, 5)
            .write(15, 4)
            .write(0, 4)
            .write(65_535, 16)
            .write(0, 1)
            .done(),
            "too large",
        ),
    ],
)
def test_what_cannot_be_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        parse_av1_sequence_header(body)
