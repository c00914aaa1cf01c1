"""The RTMP handshake, server side (RTMP 1.0, 5.2): C0+C1, S0+S1+S2, C2.

Encoders bend it. The Flash-era "complex" handshake puts a version where C1 has four zero bytes, and a digest into the
random part: answered in the plain form with a zero version, such clients fall back to plain. C2 need not echo S1
(several encoders send their own C1 or zeros), so it is counted, not compared.
"""

from klieg.media.rtmp.errors import HandshakeError

VERSION = 3
PACKET_BYTES = 1536
RANDOM_BYTES = PACKET_BYTES - 8
_FIRST_PRINTABLE_VERSION = 32
_C0_C1_BYTES = 1 + PACKET_BYTES


class ServerHandshake:
    """Takes the first 3073 bytes of a connection, says what to answer.

    Args:
        random: The 1528 random bytes of S1.
    """

    def __init__(self, random: bytes) -> None:
        assert len(random) == RANDOM_BYTES, "S1 carries 1528 random bytes"
        self._random = random
        self._answered = False
        self._buffer = bytearray()
        self.complete = False
        self.rest = b""

    def receive_data(self, data: bytes, now_ms: int) -> bytes:
        """Take bytes, return the answer due now (empty for none).

        When ``complete`` turns true, ``rest`` holds the bytes that came after C2.

        Raises:
            HandshakeError: The first byte is no RTMP version (5.2.2: 32 and above mark text protocols).
        """
        self._buffer += data
        if self._buffer and not self._answered and self._buffer[0] >= _FIRST_PRINTABLE_VERSION:
            raise HandshakeError(f"The connection does not speak RTMP: its first byte is {self._buffer[0]}.")
        answer = b""
        if not self._answered and len(self._buffer) >= _C0_C1_BYTES:
            answer = self._answer(now_ms)
            self._answered = True
        if len(self._buffer) >= _C0_C1_BYTES + PACKET_BYTES:
            self.complete = True
            self.rest = bytes(self._buffer[_C0_C1_BYTES + PACKET_BYTES :])
            self._buffer.clear()
        return answer

    def _answer(self, now_ms: int) -> bytes:
        """S0 with version 3 whatever was asked (5.2.2), S1, and S2 that echoes C1 (5.2.4)."""
        stamp = (now_ms & 0xFFFFFFFF).to_bytes(4)
        client_time = bytes(self._buffer[1:5])
        client_random = bytes(self._buffer[9:_C0_C1_BYTES])
        return b"".join(
            (bytes([VERSION]), stamp, bytes(4), self._random, client_time, stamp, client_random),
        )
