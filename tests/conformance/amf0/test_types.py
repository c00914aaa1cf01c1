"""AMF0, 2.1 to 2.18: the bytes of each type."""

import pytest

from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import AmfDate, AmfValue, EcmaArray, Encodable
from klieg.media.rtmp.errors import Amf0Error


@pytest.mark.parametrize(
    ("clause", "encoded", "value"),
    [
        ("2.2 number", "00 400921fb54442d18", 3.141592653589793),
        ("2.3 boolean", "01 01", True),
        ("2.4 string", "02 0003 c3a96f", "éo"),
        ("2.5 object", "03 0001 61 00 3ff0000000000000 0001 62 02 0001 63 0000 09", {"a": 1.0, "b": "c"}),
        ("2.7 null", "05", None),
        ("2.10 ECMA array", "08 00000001 0001 61 05 0000 09", EcmaArray(a=None)),
        ("2.12 strict array", "0a 00000002 01 00 05", [False, None]),
        ("2.13 date", "0b 4270000000000000 0000", AmfDate(float(1 << 40))),
    ],
)
def test_types_read_and_write(clause: str, encoded: str, value: Encodable) -> None:
    assert amf0.decode(bytes.fromhex(encoded)) == [value], clause
    assert amf0.encode(value) == bytes.fromhex(encoded), clause


@pytest.mark.parametrize(
    ("clause", "encoded", "value"),
    [
        ("2.8 undefined", "06", None),
        ("2.14 long string", "0c 00000001 61", "a"),
        ("2.15 unsupported", "0d", None),
        ("2.17 XML document", "0f 00000001 61", "a"),
        ("2.18 typed object", "10 0003 466f6f 0001 61 01 01 0000 09", {"a": True}),
        ("2.10 the count is advice", "08 ffffffff 0001 61 05 0000 09", {"a": None}),
    ],
)
def test_types_read_only(clause: str, encoded: str, value: AmfValue) -> None:
    assert amf0.decode(bytes.fromhex(encoded)) == [value], clause


@pytest.mark.parametrize(
    "encoded",
    ["04", "07 0000", "0e", "11 01"],
    ids=["2.6 movieclip", "2.9 reference", "2.16 recordset", "3.1 AVM+"],
)
def test_types_that_an_encoder_may_not_send(encoded: str) -> None:
    with pytest.raises(Amf0Error, match="not one an encoder may send"):
        amf0.decode(bytes.fromhex(encoded))
