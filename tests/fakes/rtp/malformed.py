"""Datagrams of the shapes that parsers of RTP and RTCP stumble over: lengths that lie, counts without content."""

from struct import pack

_SSRC = b"\x12\x34\x56\x78"
_OTHER = b"\x23\x45\x67\x89"


def _rtp(first: int, rest: bytes = b"", *, second: int = 0x64) -> bytes:
    """Return a header whose first byte says what ``rest`` need not hold."""
    return pack(">BBHI", first, second, 7, 90_000) + _SSRC + rest


def _rtcp(first: int, kind: int, body: bytes, words: int | None = None) -> bytes:
    """Return a packet; its length field says what it holds, or ``words`` (RFC 3550, 6.4)."""
    return pack(">BBH", first, kind, len(body) // 4 if words is None else words) + body


def _extension(profile: int, words: int, elements: bytes) -> bytes:
    return pack(">HH", profile, words) + elements


_ONE, _TWO = 0xBEDE, 0x1000
_WHOLE = _rtp(0x90, _extension(_ONE, 2, b"\x32abc\x10f\x00\x00") + b"\x65payload")

RTP = (
    *(_WHOLE[:length] for length in range(len(_WHOLE))),  # cut anywhere
    *(_rtp(version << 6, b"\x65") for version in (0, 1, 3)),
    _rtp(0x8F, b"only one"),  # fifteen contributing sources (5.1)
    _rtp(0x84, _OTHER * 4),
    _rtp(0xBF, _OTHER),
    # padding (5.1): of nothing, of more than there is, of all there is, behind an extension
    *(_rtp(0xA0, b"payload" + bytes([count])) for count in (0, 1, 8, 9, 12, 255)),
    _rtp(0xB0, _extension(_ONE, 1, b"\x10f\x00\x00") + b"\x05"),
    _rtp(0xB4, _OTHER * 4 + _extension(_ONE, 0, b"") + b"\x10"),
    # extensions (5.3.1): longer than the datagram, empty, of no known profile
    *(
        _rtp(0x90, _extension(profile, words, b"1234"))
        for profile in (_ONE, _TWO, 0, 0xFFFF)
        for words in (0, 2, 0xFFFF)
    ),
    # elements (RFC 8285, 4.2 and 4.3): beyond the end, of no length, the reserved one, only padding
    *(
        _rtp(0x90, _extension(_ONE, 1, elements))
        for elements in (b"\x3fabc", b"\xf0abc", bytes(4), b"\x00\x00\x00\x3f")
    ),
    *(
        _rtp(0x90, _extension(_TWO, 1, elements))
        for elements in (b"\x03\xffab", b"\x03\x00\x03\x00", b"\x00\x00\x00\x03")
    ),
    _rtp(0x90, _extension(_ONE, 2, b"\x00\x32abc\x32de") + b"\x7c"),
    # types that are RTCP's, and the marker
    *(_rtp(0x80, b"\x65", second=kind) for kind in (0, 127, 192, 200, 207, 223, 255)),
)
"""RTP: RFC 3550, 5.1, and RFC 8285."""

_REMB = _SSRC + bytes(4) + b"REMB"
_TRANSPORT = _SSRC + _OTHER + pack(">HH", 1, 20)

RTCP = (
    *(_rtcp(0x80 | count, kind, b"") for kind in range(192, 209) for count in (0, 1, 31)),
    *(_rtcp(0x81, kind, _SSRC + bytes(24), words) for kind in (200, 201, 205, 206) for words in (0, 1, 5, 8, 0xFFFF)),
    *(_rtcp(version << 6 | 1, 201, _SSRC + bytes(24)) for version in (0, 1, 3)),
    # reports (6.4): fewer blocks than counted, other words behind them
    _rtcp(0x82, 200, _SSRC + bytes(20 + 24)),
    _rtcp(0x81, 201, _SSRC + bytes(24) + b"more"),
    # descriptions (6.5): items that run on, without an end, a chunk without items
    _rtcp(0x81, 202, _SSRC + b"\x01\xffcname  "),
    _rtcp(0x82, 202, _SSRC + b"\x01\x02ab"),
    _rtcp(0x82, 202, _SSRC + b"\x01\x01a\x00" + _OTHER),
    _rtcp(0x81, 202, _SSRC + b"\x08\x02\x05a"),
    # goodbyes (6.6): a reason that is longer than the packet
    _rtcp(0x81, 203, _SSRC + b"\xffwhy"),
    _rtcp(0x83, 203, _SSRC),
    # padding (6.4.1): of nothing, of more than there is, in the middle of a compound
    *(_rtcp(0xA1, 201, _SSRC + bytes(23) + bytes([count])) for count in (0, 3, 4, 28, 255)),
    _rtcp(0xA0, 201, _SSRC + b"\x00\x00\x00\x04") + _rtcp(0x80, 201, _SSRC),
    # feedback (RFC 4585, 6): nothing asked for, half a request
    *(_rtcp(0x80 | form, kind, _SSRC + _OTHER) for kind in (205, 206) for form in (1, 2, 3, 4, 5, 15, 31)),
    *(_rtcp(0x80 | form, kind, _SSRC) for kind in (205, 206) for form in (1, 4, 15)),
    _rtcp(0x84, 206, _SSRC + bytes(4) + _OTHER),
    # estimates (draft-alvestrand-rmcat-remb, 2.2): another word, counts that lie, the greatest exponent
    _rtcp(0x8F, 206, _SSRC + bytes(4) + b"REMX" + b"\x01\x00\xff\xff" + _OTHER),
    *(_rtcp(0x8F, 206, _REMB + bytes([count]) + b"\xff\xff\xff" + _OTHER) for count in (0, 1, 2, 255)),
    _rtcp(0x8F, 206, _REMB),
    # transport-wide feedback (draft-holmer-rmcat-transport-wide-cc, 3.1): no deltas, endless runs
    _rtcp(0x8F, 205, _TRANSPORT + bytes(4)),
    _rtcp(0x8F, 205, _TRANSPORT + b"\x00\x00\x00\x00" + b"\x3f\xff\x00\x00"),
    _rtcp(0x8F, 205, _TRANSPORT + b"\x00\x00\x00\x00" + b"\xff\xff\xff\xff"),
    _rtcp(0x8F, 205, _SSRC + _OTHER + pack(">HH", 0xFFFF, 0xFFFF) + bytes(4) + b"\x20\x01\x40\x00"),
    # extended reports (RFC 3611, 3): blocks that run on, of no length, of no known type
    *(
        _rtcp(0x80, 207, _SSRC + pack(">BBH", kind, 0, words) + bytes(8))
        for kind in (0, 4, 5, 255)
        for words in (0, 2, 9)
    ),
    b"\x80\xc9\x00\x01" + _SSRC + b"\x81",
    b"\x80\xc9",
)
"""RTCP: RFC 3550, 6; RFC 4585; RFC 3611."""
