import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.node.delivery.byte_range import UnsatisfiableRangeError, cut, parse_range


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (b"bytes=0-9", (0, 10)),
        (b"bytes=5-", (5, 100)),
        (b"bytes=-7", (93, 100)),
        (b"bytes=-700", (0, 100)),
        (b"bytes=90-1000", (90, 100)),
        (b"bytes=0-1,5-6", None),
        (b"bytes=9-5", None),
        (b"bytes=-", None),
        (b"lines=1-2", None),
        (b"", None),
    ],
)
def test_rfc_9110_14_1_2_forms_of_a_range(value: bytes, wanted: tuple[int, int] | None) -> None:
    assert parse_range(value, 100) == wanted


@pytest.mark.parametrize("value", [b"bytes=100-", b"bytes=100-200", b"bytes=-0"])
def test_rfc_9110_15_5_17_a_range_outside_is_not_satisfiable(value: bytes) -> None:
    with pytest.raises(UnsatisfiableRangeError):
        parse_range(value, 100)


@given(st.lists(st.binary(max_size=20), max_size=8), st.data())
def test_a_cut_equals_the_slice_of_the_joined_pieces(pieces: list[bytes], data: st.DataObject) -> None:
    joined = b"".join(pieces)
    start = data.draw(st.integers(0, len(joined)))
    stop = data.draw(st.integers(start, len(joined)))
    assert b"".join(cut(pieces, start, stop)) == joined[start:stop]
