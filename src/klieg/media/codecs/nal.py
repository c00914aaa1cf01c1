"""NAL units in length-prefixed form (ISO/IEC 14496-15), shared by H.264 and H.265."""

from collections.abc import Iterable

from klieg.media.codecs.errors import CodecError

LENGTH_BYTES = 4
"""Length prefix of every payload that leaves a translator."""


def find_nals(payload: bytes, length_size: int) -> list[tuple[int, int]]:
    """Return begin and end of each NAL unit, prefixes and empty units left out.

    Raises:
        CodecError: A length points past the end.
    """
    spans: list[tuple[int, int]] = []
    position, size = 0, len(payload)
    while position < size:
        begin = position + length_size
        position = begin + int.from_bytes(payload[position:begin])
        if begin > size or position > size:
            raise CodecError("The length of a NAL unit points past the end of its access unit.")
        if position > begin:
            spans.append((begin, position))
    return spans


def join_nals(nals: Iterable[bytes]) -> bytes:
    """Return NAL units behind four-byte lengths."""
    return b"".join(piece for nal in nals for piece in (len(nal).to_bytes(LENGTH_BYTES), nal))


def unescape(nal: bytes) -> bytes:
    """Return a NAL unit without emulation prevention bytes (ISO/IEC 14496-10, 7.4.1)."""
    if b"\x00\x00\x03" not in nal:
        return nal
    pieces: list[bytes] = []
    begin = 0
    while (at := nal.find(b"\x00\x00\x03", begin)) >= 0:
        pieces.append(nal[begin : at + 2])
        begin = at + 3
    pieces.append(nal[begin:])
    return b"".join(pieces)
