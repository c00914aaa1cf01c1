import pytest

from fakes.bits import BitWriter, escape
from fakes.codec_vectors import H265_768, H265_VECTORS, H265Vector
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h265_sps import parse_h265_sps


@pytest.mark.parametrize("vector", H265_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_size_and_rate_as_encoded(vector: H265Vector) -> None:
    sps = parse_h265_sps(vector.sps)
    assert (sps.width, sps.height) == (vector.width, vector.height)
    assert sps.frame_rate == pytest.approx(vector.frame_rate)


def test_every_cut_is_refused_or_loses_only_the_rate() -> None:
    for size in range(len(H265_768.sps)):
        try:
            cut = parse_h265_sps(H265_768.sps[:size])
        except CodecError:
            continue
        assert (cut.width, cut.height, cut.luma_depth) == (1366, 768, 10)


def _head(sub_layers: int = 0, chroma_format: int = 1, width: int = 640) -> BitWriter:
    bits = BitWriter().write(0, 4).write(sub_layers, 3).write(1, 1).write(0, 96)
    for _ in range(sub_layers):
        bits.write(0b11, 2)
    if sub_layers:
        bits.write(0, 2 * (8 - sub_layers)).write(0, 96 * sub_layers)
    bits.ue(0).ue(chroma_format)
    if chroma_format == 3:
        bits.write(0, 1)
    return bits.ue(width, 480).write(0, 1).ue(0, 0)


def _middle(bits: BitWriter, layers: int = 1) -> BitWriter:
    """Up to the scaling list flag."""
    bits.ue(4).write(layers > 1, 1)
    return bits.ue(*[1, 0, 0] * layers).ue(0, 0, 0, 0, 0, 0)


def _timing(bits: BitWriter) -> BitWriter:
    """Temporal mvp, strong intra, then a VUI with everything in it."""
    bits.write(0, 2).write(1, 1)
    bits.write(1, 1).write(255, 8).write(0, 32)
    bits.write(1, 1).write(0, 1)
    bits.write(1, 1).write(0, 4).write(1, 1).write(0, 24)
    bits.write(1, 1).ue(0, 0)
    bits.write(0, 3).write(1, 1).ue(0, 0, 0, 0)
    return bits.write(1, 1).write(1, 32).write(50, 32)


def _nal(bits: BitWriter) -> bytes:
    return b"\x42\x01" + escape(bits.done())


def test_everything_in_front_of_the_timing_is_passed_over() -> None:
    bits = _middle(_head(2, 3), 3).write(0b11, 2)
    for size_id in range(4):
        for matrix in range(2 if size_id == 3 else 6):
            if matrix % 2:
                bits.write(0, 1).ue(1)
            else:
                bits.write(1, 1)
                bits.se(*[1] * (min(64, 1 << (4 + 2 * size_id)) + (size_id > 1)))
    bits.write(0, 2).write(1, 1).write(0, 8).ue(0, 0).write(0, 1)  # pcm
    bits.ue(3)
    bits.ue(1, 1).ue(0).write(1, 1).ue(0).write(1, 1)  # explicit: two pictures
    bits.write(1, 1).write(0, 1).ue(0).write(1, 1).write(0b01, 2).write(0b00, 2)  # predicted from it: two
    bits.write(1, 1).write(0, 1).ue(0).write(1, 1).write(1, 1).write(1, 1)  # predicted from that: three
    bits.write(1, 1).ue(2).write(0, 18)  # long-term
    sps = parse_h265_sps(_nal(_timing(bits)))
    assert (sps.width, sps.chroma_format, sps.frame_rate) == (640, 3, 50.0)


def test_no_vui_or_no_timing_declares_no_rate() -> None:
    plain = _middle(_head()).write(0, 1).write(0, 2).write(0, 1).ue(0).write(0, 1)
    assert parse_h265_sps(_nal(plain.write(0, 2).write(0, 1))).frame_rate is None
    silent = _middle(_head()).write(0, 1).write(0, 2).write(0, 1).ue(0).write(0, 1)
    assert parse_h265_sps(_nal(silent.write(0, 2).write(1, 1).write(0, 4).write(0, 5))).frame_rate is None


@pytest.mark.parametrize(
    "tail",
    [
        BitWriter().write(0, 4).ue(65),
        BitWriter().write(0, 4).ue(1).ue(17, 0),
        BitWriter().write(0, 4).ue(0).write(1, 1).ue(33),
    ],
    ids=["reference sets", "pictures", "long-term pictures"],
)
def test_a_tail_with_impossible_counts_only_loses_the_rate(tail: BitWriter) -> None:
    bits = _middle(_head())
    joined = BitWriter()
    joined._bits = bits._bits + tail._bits
    assert parse_h265_sps(_nal(joined)).frame_rate is None


@pytest.mark.parametrize(
    ("nal", "sentence"),
    [
        (b"\x44\x01\x00", "none"),
        (b"\x42", "none"),
        (_nal(_head(chroma_format=4)), "chroma format 4"),
        (_nal(_head(width=20_000)), "cannot be"),
        (_nal(BitWriter().write(1, 8).write(0, 96).ue(0).ue(1).ue(640, 480).write(0, 1).ue(9, 0)), "above 16"),
    ],
)
def test_what_cannot_be_is_refused(nal: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        parse_h265_sps(nal)
