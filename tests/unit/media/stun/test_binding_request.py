import hmac
import zlib

import pytest

from klieg.media.stun.binding_request import MAX_REQUEST_BYTES, addressee, is_signed, with_tie_breaker

PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt"
VECTOR = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008"
    "932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"
)
"""RFC 5769, 2.1."""
ROLE_VALUE = slice(52, 60)
INTEGRITY = slice(80, 100)


def sealed(request: bytes) -> bytes:
    """Sign a request of the vector's shape as its sender does."""
    integrity = hmac.digest(PASSWORD.encode(), request[:2] + (80).to_bytes(2) + request[4:76], "sha1")
    message = request[:80] + integrity
    return message + b"\x80\x28\x00\x04" + (zlib.crc32(message) ^ 0x5354554E).to_bytes(4)


ZERO = sealed(VECTOR[: ROLE_VALUE.start] + bytes(8) + VECTOR[ROLE_VALUE.stop :])
ONE = sealed(VECTOR[: ROLE_VALUE.start] + bytes(7) + b"\x01" + VECTOR[ROLE_VALUE.stop :])


def test_the_vector_is_signed_as_here() -> None:
    assert sealed(VECTOR) == VECTOR


def test_whom_a_request_is_for() -> None:
    assert addressee(VECTOR) == "evtj"
    without_name = VECTOR.replace(b"\x00\x06\x00\x09", b"\x7f\x06\x00\x09")
    assert addressee(without_name) is None


def test_a_tie_breaker_of_zero_becomes_another_and_nothing_else_changes() -> None:
    assert with_tie_breaker(ZERO, PASSWORD) == ONE


def test_a_tie_breaker_that_is_a_number_is_left_alone() -> None:
    assert with_tie_breaker(VECTOR, PASSWORD) is None


def test_a_request_signed_by_somebody_else_is_not_signed_anew() -> None:
    assert with_tie_breaker(ZERO, "another") is None
    broken = bytearray(ZERO)
    broken[INTEGRITY.start] ^= 1
    assert with_tie_breaker(bytes(broken), PASSWORD) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        ZERO[:20],
        ZERO[:-4],
        b"\x01\x01" + ZERO[2:],
        ZERO[:4] + bytes(4) + ZERO[8:],
        ZERO[:2] + b"\x00\x60" + ZERO[4:],
        ZERO[:22] + b"\xff\xff" + ZERO[24:],
        ZERO[:2] + (MAX_REQUEST_BYTES).to_bytes(2) + ZERO[4:] + bytes(MAX_REQUEST_BYTES + 20 - len(ZERO)),
    ],
    ids=["nothing", "header", "cut", "response", "no cookie", "another length", "attribute beyond", "too long"],
)
def test_what_is_no_such_request(data: bytes) -> None:
    assert addressee(data) is None
    assert with_tie_breaker(data, PASSWORD) is None


def test_who_signed_a_request() -> None:
    assert is_signed(VECTOR, PASSWORD)
    assert not is_signed(VECTOR, "another")
    assert not is_signed(VECTOR[:40], PASSWORD)
    assert not is_signed(b"", PASSWORD)
