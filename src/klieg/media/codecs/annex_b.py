"""NAL units in a byte stream with start codes (ISO/IEC 14496-10 and 23008-2, Annex B): what encoders write."""

_START_CODE = b"\x00\x00\x01"


def split_annex_b(stream: bytes) -> list[bytes]:
    """Return the NAL units between start codes, zero bytes around them left out. What is before the first is left."""
    nals: list[bytes] = []
    begin = stream.find(_START_CODE)
    while begin >= 0:
        begin += len(_START_CODE)
        end = stream.find(_START_CODE, begin)
        nal = stream[begin : end if end >= 0 else len(stream)].rstrip(b"\x00")
        if nal:
            nals.append(nal)
        begin = end
    return nals
