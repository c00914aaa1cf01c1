import pytest

from klieg.media.rtmp.errors import HandshakeError
from klieg.media.rtmp.handshake import ServerHandshake

RANDOM = bytes(range(256)) * 5 + bytes(248)
C1 = b"\x00\x00\x10\x00" + b"\x09\x00\x7c\x02" + b"c" * 1528


@pytest.mark.parametrize("size", [1, 7, 1536, 1537, 3072, 4000])
def test_any_slicing_gives_one_answer_and_the_rest(size: int) -> None:
    handshake = ServerHandshake(RANDOM)
    data = b"\x03" + C1 + b"x" * 1536 + b"after"
    answer = b""
    for at in range(0, len(data), size):
        if handshake.complete:
            break
        answer += handshake.receive_data(data[at : at + size], 5000)
    assert len(answer) == 3073
    assert handshake.complete
    assert b"after".startswith(handshake.rest)


def test_the_answer_waits_for_the_whole_c1() -> None:
    handshake = ServerHandshake(RANDOM)
    assert handshake.receive_data(b"\x03" + C1[:-1], 0) == b""
    assert handshake.receive_data(C1[-1:], 0) != b""
    assert not handshake.complete


@pytest.mark.parametrize("first", [b"GET / HTTP/1.1", b"\x20", b"\xff"])
def test_text_protocols_are_refused_at_their_first_byte(first: bytes) -> None:
    with pytest.raises(HandshakeError, match=f"first byte is {first[0]}"):
        ServerHandshake(RANDOM).receive_data(first, 0)
