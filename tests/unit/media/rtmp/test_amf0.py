import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import AmfDate, AmfValue, EcmaArray
from klieg.media.rtmp.errors import Amf0Error, LimitExceededError
from klieg.media.rtmp.limits import Limits

names = st.text(max_size=12).filter(lambda name: name != "")
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.text(max_size=30),
    st.builds(AmfDate, st.floats(allow_nan=False), st.integers(-720, 720)),
)
values: st.SearchStrategy[AmfValue] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(names, inner, max_size=4),
        st.dictionaries(names, inner, max_size=4).map(EcmaArray),
    ),
    max_leaves=12,
)


@given(st.lists(values, max_size=4))
def test_what_is_encoded_is_decoded(many: list[AmfValue]) -> None:
    assert amf0.decode(amf0.encode(*many)) == many


@pytest.mark.parametrize(
    ("encoded", "value"),
    [
        ("00 3ff0000000000000", 1.0),
        ("01 01", True),
        ("01 00", False),
        ("02 0004 6c697665", "live"),
        ("03 0001 61 05 0000 09", {"a": None}),
        ("05", None),
        ("06", None),
        ("0d", None),
        ("08 00000063 0001 61 0101 0000 09", {"a": True}),
        ("08 00000001 0001 61 0101", {"a": True}),
        ("0a 00000002 0101 05", [True, None]),
        ("0b 0000000000000000 0000", AmfDate(0.0)),
        ("0c 00000002 6162", "ab"),
        ("0f 00000004 3c612f3e", "<a/>"),
        ("10 0001 54 0001 61 0101 0000 09", {"a": True}),
        ("02 0002 c328", "\ufffd("),
    ],
)
def test_each_type(encoded: str, value: AmfValue) -> None:
    assert amf0.decode(bytes.fromhex(encoded)) == [value]


def test_an_ecma_array_stays_one() -> None:
    encoded = amf0.encode(EcmaArray(a=1.0))
    assert encoded[0] == 8
    (decoded,) = amf0.decode(encoded)
    assert isinstance(decoded, EcmaArray)


def test_long_strings_use_the_long_form() -> None:
    text = "a" * 65536
    encoded = amf0.encode(text)
    assert encoded[:5] == struct.pack(">BI", 12, 65536)
    assert amf0.decode(encoded, Limits(command_bytes=100_000)) == [text]


@pytest.mark.parametrize(
    "encoded",
    [
        "00 3ff0",
        "01",
        "02 0004 6c69",
        "03 0001 61",
        "03 0001 61 05",
        "0a 00000002 05",
        "0b 00",
        "0c 00000005 61",
        "08 00",
    ],
)
def test_every_cut_is_refused(encoded: str) -> None:
    with pytest.raises(Amf0Error, match="needs"):
        amf0.decode(bytes.fromhex(encoded))


@pytest.mark.parametrize("marker", [4, 7, 9, 14, 17, 255])
def test_types_without_a_place_are_refused(marker: int) -> None:
    with pytest.raises(Amf0Error, match=f"marker {marker}"):
        amf0.decode(bytes((marker, 0, 0)))


@pytest.mark.parametrize(
    ("data", "limits", "name"),
    [
        (b"\x03\x00\x01a" * 5, Limits(amf_depth=3), "amf_depth"),
        (b"\x05" * 5, Limits(amf_values=4), "amf_values"),
        (b"\x0a\xff\xff\xff\xff", Limits(), "amf_values"),
        (b"\x05" * 5, Limits(command_bytes=4), "command_bytes"),
    ],
)
def test_maxima_are_named(data: bytes, limits: Limits, name: str) -> None:
    with pytest.raises(LimitExceededError) as caught:
        amf0.decode(data, limits)
    assert caught.value.limit == name


def test_a_name_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Amf0Error, match="does not fit"):
        amf0.encode({"a" * 65536: None})
