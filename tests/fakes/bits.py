"""Writes bit fields, so that tests can make parameter sets that no encoder at hand makes."""


class BitWriter:
    """Fields most significant bit first; ``done`` pads with a stop bit and zeros."""

    def __init__(self) -> None:
        self._bits = ""

    def write(self, value: int, bits: int) -> "BitWriter":
        """Append an unsigned field."""
        assert 0 <= value < 1 << bits or bits == 0, f"{value} fits {bits} bits"
        self._bits += f"{value:0{bits}b}" if bits else ""
        return self

    def ue(self, *values: int) -> "BitWriter":
        """Append unsigned Exp-Golomb codes."""
        for value in values:
            code = f"{value + 1:b}"
            self._bits += "0" * (len(code) - 1) + code
        return self

    def se(self, *values: int) -> "BitWriter":
        """Append signed Exp-Golomb codes."""
        for value in values:
            self.ue(2 * value - 1 if value > 0 else -2 * value)
        return self

    def done(self) -> bytes:
        """Return the bytes."""
        bits = self._bits + "1"
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8)


def escape(rbsp: bytes) -> bytes:
    """Put emulation prevention bytes in, as a NAL unit has them."""
    out = bytearray()
    zeros = 0
    for byte in rbsp:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(out)
