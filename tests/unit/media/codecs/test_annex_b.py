"""NAL units between start codes."""

import pytest

from klieg.media.codecs.annex_b import split_annex_b


@pytest.mark.parametrize(
    ("stream", "nals"),
    [
        (b"", []),
        (b"\x67\x42", []),
        (b"\x00\x00\x01\x67\x42", [b"\x67\x42"]),
        (
            b"\x00\x00\x00\x01\x67\x42\x00\x00\x00\x01\x68\xce\x00\x00\x01\x65\x88",
            [b"\x67\x42", b"\x68\xce", b"\x65\x88"],
        ),
        (b"\xff\x00\x00\x01\x00\x00\x01\x65\x00\x00\x03\x01\x00\x00", [b"\x65\x00\x00\x03\x01"]),
    ],
)
def test_units_are_what_is_between_start_codes(stream: bytes, nals: list[bytes]) -> None:
    assert split_annex_b(stream) == nals
