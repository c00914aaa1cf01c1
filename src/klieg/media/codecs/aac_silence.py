"""A frame of silence for an AAC stream (ISO/IEC 14496-3, 4.4.2.1): syntactic elements that code nothing."""

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError

_SINGLE, _PAIR, _LOW, _END = 0, 1, 3, 7
_ELEMENTS = {
    1: (_SINGLE,),
    2: (_PAIR,),
    3: (_SINGLE, _PAIR),
    4: (_SINGLE, _PAIR, _SINGLE),
    5: (_SINGLE, _PAIR, _PAIR),
    6: (_SINGLE, _PAIR, _PAIR, _LOW),
    7: (_SINGLE, _PAIR, _PAIR, _PAIR, _LOW),
}
"""Syntactic elements by channelConfiguration (table 1.19)."""

_ICS_INFO = "0" + "00" + "0" + "000000" + "0"
"""Reserved, one long window, its shape, max_sfb 0 (no band is coded), no prediction."""

_GAIN = "00000000"
_NO_TOOLS = "000"
"""No pulses, no temporal noise shaping, no gain control."""


def silent_frame(configuration: bytes) -> bytes | None:
    """Return a raw frame that decodes to silence, or None for a channel layout we do not know by number.

    Args:
        configuration: The AudioSpecificConfig of the stream.
    """
    try:
        bits = BitReader(configuration)
        if bits.read(5) == 31:
            bits.skip(6)
        if bits.read(4) == 15:
            bits.skip(24)
        elements = _ELEMENTS.get(bits.read(4))
    except CodecError:
        return None
    if elements is None:
        return None
    tags = dict.fromkeys((_SINGLE, _PAIR, _LOW), 0)
    frame = ""
    for element in elements:
        frame += f"{element:03b}{tags[element]:04b}"
        tags[element] += 1
        if element == _PAIR:
            frame += "1" + _ICS_INFO + "00" + (_GAIN + _NO_TOOLS) * 2  # a common window, no mid/side stereo
        else:
            frame += _GAIN + _ICS_INFO + _NO_TOOLS
    frame += f"{_END:03b}"
    frame += "0" * (-len(frame) % 8)
    return int(frame, 2).to_bytes(len(frame) // 8)
