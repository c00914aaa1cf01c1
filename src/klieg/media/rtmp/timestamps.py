"""32-bit message timestamps to 64-bit milliseconds (RTMP 1.0, 5.1: they roll over every 49.7 days)."""

_MODULUS = 1 << 32
_HALF = 1 << 31


class TimestampUnwrapper:
    """Unwraps the timestamps of one message stream, audio and video together.

    Each timestamp is taken for the value nearest to the one before it. When that would be before zero the clock has
    jumped forward instead: encoders stamp their sequence headers 0 and then begin wherever their clock is.
    """

    def __init__(self) -> None:
        self._last = 0

    def unwrap(self, timestamp: int) -> int:
        """Return absolute milliseconds for a timestamp modulo 2**32."""
        difference = (timestamp - self._last) % _MODULUS
        if difference >= _HALF:
            difference -= _MODULUS
        unwrapped = self._last + difference
        self._last = unwrapped if unwrapped >= 0 else timestamp
        return self._last
