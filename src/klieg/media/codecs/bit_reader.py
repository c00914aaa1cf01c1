"""Bits of a byte string, most significant first, never past the end."""

from klieg.media.codecs.errors import CodecError

_MAX_LEADING_ZEROS = 32


class BitReader:
    """Reads fixed and Exp-Golomb coded fields.

    Every read past the end raises CodecError, so a caller needs no length checks of its own.
    """

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data)
        self._left = len(data) * 8

    @property
    def left(self) -> int:
        """Bits not yet read."""
        return self._left

    def read(self, bits: int) -> int:
        """Read an unsigned field of a number of bits."""
        self._left -= bits
        if self._left < 0:
            raise CodecError(f"A field of {bits} bits goes past the end.")
        return self._value >> self._left & ((1 << bits) - 1)

    def flag(self) -> bool:
        """Read one bit."""
        return self.read(1) == 1

    def skip(self, bits: int) -> None:
        """Pass over a number of bits."""
        self.read(bits)

    def read_ue(self) -> int:
        """Read ue(v) (ISO/IEC 14496-10, 9.1), at most 32 bits."""
        zeros = 0
        while not self.read(1):
            zeros += 1
            if zeros > _MAX_LEADING_ZEROS:
                raise CodecError("An Exp-Golomb code is longer than any field.")
        return (1 << zeros) - 1 + self.read(zeros)

    def read_se(self) -> int:
        """Read se(v) (ISO/IEC 14496-10, 9.1.1)."""
        code = self.read_ue()
        return (code + 1) // 2 if code & 1 else -(code // 2)

    def align(self) -> None:
        """Pass over bits up to the next byte boundary."""
        self._left -= self._left % 8
