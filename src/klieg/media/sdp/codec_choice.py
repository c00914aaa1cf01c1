"""Which payload type of a media section is used: one H.264 with packetization mode 1, or one Opus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klieg.media.sdp.description import MediaSection

CONSTRAINED_BASELINE = "42e01f"
"""The profile every WebRTC endpoint with H.264 has (RFC 7742, 6.2)."""

_STATIC = {"0": "PCMU", "3": "GSM", "8": "PCMA", "9": "G722", "13": "CN"}
_NOT_MEDIA = frozenset({"RTX", "RED", "ULPFEC", "FLEXFEC-03", "CN", "TELEPHONE-EVENT"})
_MAX_PAYLOAD_TYPE = 127


@dataclass(frozen=True, slots=True)
class OfferedCodec:
    """One payload type of a section (RFC 8866, 6.6 and 6.15).

    Attributes:
        payload_type: Its number.
        name: Encoding name in capitals.
        clock_rate: RTP ticks a second.
        rtpmap: Value of its ``rtpmap`` after the number.
        fmtp: Value of its ``fmtp`` after the number; empty when it has none.
        feedback: Values of its ``rtcp-fb`` after the number, those for every payload type with them.
    """

    payload_type: int
    name: str
    clock_rate: int
    rtpmap: str
    fmtp: str
    feedback: tuple[str, ...]

    @property
    def parameters(self) -> Mapping[str, str]:
        """Format parameters by name in small letters."""
        pairs = (part.strip().partition("=") for part in self.fmtp.split(";"))
        return {name.strip().lower(): value.strip() for name, _, value in pairs if name}

    @property
    def profile(self) -> str:
        """H.264: profile and constraints, four hexadecimal digits (RFC 6184, 8.1: without a word Baseline)."""
        return self.parameters.get("profile-level-id", "42000a").lower()[:4]


def offered_codecs(section: MediaSection) -> list[OfferedCodec]:
    """Return the payload types of a section in its order; those that cannot be read are left out."""
    maps, formats = _by_payload_type(section, "rtpmap"), _by_payload_type(section, "fmtp")
    feedback: dict[str, list[str]] = {}
    for value in section.values("rtcp-fb"):
        number, _, what = value.partition(" ")
        feedback.setdefault(number, []).append(what.strip())
    found = []
    for number in section.formats:
        rtpmap = maps.get(number, f"{_STATIC[number]}/8000" if number in _STATIC else "")
        name, _, rate = rtpmap.partition("/")
        clock = rate.partition("/")[0]
        if not (_is_number(number) and _is_number(clock)) or int(number) > _MAX_PAYLOAD_TYPE:
            continue
        said = tuple(dict.fromkeys((*feedback.get(number, ()), *feedback.get("*", ()))))
        found.append(OfferedCodec(int(number), name.upper(), int(clock), rtpmap, formats.get(number, ""), said))
    return found


def choose_h264(codecs: Sequence[OfferedCodec], profile: str = CONSTRAINED_BASELINE) -> OfferedCodec | None:
    """Return the H.264 with packetization mode 1 (RFC 6184, 6.3) whose profile fits best.

    That is ``profile``, else constrained baseline, else the first one.
    """
    usable = [
        codec
        for codec in codecs
        if codec.name == "H264" and codec.clock_rate == 90_000 and codec.parameters.get("packetization-mode") == "1"
    ]
    for wanted in (profile.lower()[:4], CONSTRAINED_BASELINE[:4]):
        for codec in usable:
            if codec.profile == wanted:
                return codec
    return usable[0] if usable else None


def choose_opus(codecs: Sequence[OfferedCodec]) -> OfferedCodec | None:
    """Return the first Opus (RFC 7587, 7: always 48000 Hz and two channels)."""
    return next((codec for codec in codecs if codec.name == "OPUS" and codec.clock_rate == 48_000), None)


def names(codecs: Sequence[OfferedCodec]) -> str:
    """Return the media codecs among them for a sentence: ``VP8, VP9 and AV1``."""
    unique = list(dict.fromkeys(_spoken(codec) for codec in codecs if codec.name not in _NOT_MEDIA))
    if len(unique) < 2:
        return "".join(unique) or "no codec that is known here"
    return f"{', '.join(unique[:-1])} and {unique[-1]}"


def _spoken(codec: OfferedCodec) -> str:
    if codec.name == "H264":
        return f"H.264 with packetization mode {codec.parameters.get('packetization-mode', '0')[:1]}"
    return {"OPUS": "Opus", "H265": "H.265"}.get(codec.name, codec.name[:20])


def _by_payload_type(section: MediaSection, name: str) -> dict[str, str]:
    pairs = (value.partition(" ") for value in section.values(name))
    return {number: value.strip() for number, _, value in pairs}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
