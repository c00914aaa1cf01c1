from klieg.media.stun.sealing import integrity, seal

PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt"
VECTOR = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"
)
"""RFC 5769, 2.2."""
ATTRIBUTES_END = 48


def test_messages_end_as_the_vector_does() -> None:
    assert seal(VECTOR[:ATTRIBUTES_END], PASSWORD) == VECTOR
    assert integrity(VECTOR[:ATTRIBUTES_END], PASSWORD) == VECTOR[ATTRIBUTES_END + 4 : ATTRIBUTES_END + 24]


def test_the_length_before_does_not_matter() -> None:
    assert seal(VECTOR[:2] + b"\0\0" + VECTOR[4:ATTRIBUTES_END], PASSWORD) == VECTOR
