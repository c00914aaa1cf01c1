from klieg.media.stun.binding_response import write_response
from klieg.media.stun.sealing import seal

PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt"
VECTOR = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
"""RFC 5769, 2.2: of 192.0.2.1:32853, with a SOFTWARE attribute."""
HEADER, MAPPED = slice(20), slice(36, 48)


def test_an_answer_is_the_vector_but_for_the_software() -> None:
    without = VECTOR[HEADER] + VECTOR[MAPPED]
    request = b"\x00\x01" + VECTOR[2:20]
    assert write_response(request, PASSWORD, ("192.0.2.1", 32853)) == seal(
        without[:2] + b"\0\x0c" + without[4:], PASSWORD
    )
