"""The offer of a player (WHEP): which of its sections media are sent on, and the answer that says so."""

from dataclasses import dataclass, field
from typing import Literal

from klieg.media.sdp.candidates import with_public_address
from klieg.media.sdp.codec_choice import (
    CONSTRAINED_BASELINE,
    OfferedCodec,
    choose_h264,
    choose_opus,
    names,
    offered_codecs,
)
from klieg.media.sdp.description import MediaSection, SessionDescription
from klieg.media.sdp.errors import MalformedSdpError, UnacceptableOfferError
from klieg.media.sdp.publish_offer import bundle_line, refused
from klieg.media.sdp.transport_lines import transport_lines

_FEEDBACK = ("nack", "nack pli", "ccm fir", "goog-remb")


@dataclass(frozen=True, slots=True)
class PlayedSection:
    """A section that media are sent on.

    Attributes:
        kind: What goes there.
        mid: Its identification.
        index: Where it stands among the sections of the engine's offer.
        payload_type: What the packets for this viewer say.
        clock_rate: RTP ticks a second.
        fmtp: Format parameters of the payload type as offered.
        nack: Whether the viewer asks for lost packets.
        pli: Whether the viewer asks for keyframes, by PLI or FIR.
        remb: Whether the viewer says which bitrate it can receive.
    """

    kind: Literal["video", "audio"]
    mid: str
    index: int
    payload_type: int
    clock_rate: int
    fmtp: str
    nack: bool
    pli: bool
    remb: bool


@dataclass(frozen=True, slots=True)
class PlayOffer:
    """What is sent of what an offer asks for.

    Attributes:
        sdp: The offer for the engine: the sections that are sent on, in the client's order, one payload type each.
        video: Where the picture goes, if the viewer wants one.
        audio: Where the sound goes, if the viewer wants some.
    """

    sdp: str
    video: PlayedSection | None
    audio: PlayedSection | None
    _sections: tuple[MediaSection, ...] = field(repr=False)
    _played: tuple[int, ...] = field(repr=False)

    def answer(self, engine_answer: str, *, public_address: str | None = None) -> str:
        """Return the answer for the client: the engine's sections, the others refused in their places.

        Raises:
            MalformedSdpError: The engine's answer has not the sections of ``sdp``.
            ValueError: ``public_address`` is no IP address.
        """
        engine = SessionDescription.parse(engine_answer)
        if len(engine.media) != len(self._played):
            raise MalformedSdpError("The engine's answer has not as many sections as it was offered.")
        answered = dict(zip(self._played, engine.media, strict=True))
        media = [answered.get(index) or refused(section) for index, section in enumerate(self._sections)]
        text = SessionDescription(engine.lines, media).build()
        return text if public_address is None else with_public_address(text, public_address)


def filter_play_offer(sdp: str, *, profile: str = CONSTRAINED_BASELINE) -> PlayOffer:
    """Choose where to send H.264 and Opus.

    Args:
        sdp: The client's offer.
        profile: profile-level-id of the stream that will be sent, so that the nearest payload type is chosen.

    Raises:
        MalformedSdpError: The text is no offer, or lacks what WebRTC needs.
        UnacceptableOfferError: No section can be sent on; the sentence names what was offered.
    """
    offer = SessionDescription.parse(sdp)
    wanted = [
        (index, section)
        for index, section in enumerate(offer.media)
        if not section.refused
        and section.direction() in {"sendrecv", "recvonly"}
        and section.kind in {"video", "audio"}
    ]
    played: dict[str, PlayedSection] = {}
    engine: list[MediaSection] = []
    places: list[int] = []
    for index, section in wanted:
        if section.kind in played:
            continue
        codec = _choose(section, profile)
        played[section.kind] = _played(section, codec, len(engine))
        engine.append(_engine_section(offer, section, codec))
        places.append(index)
    if not engine:
        raise UnacceptableOfferError("The offer asks for neither video nor audio.")
    session = [line for line in offer.lines if line[0] in "vost"]
    session.append(bundle_line(offer.media[index] for index in places))
    text = SessionDescription(session, engine).build()
    return PlayOffer(text, played.get("video"), played.get("audio"), tuple(offer.media), tuple(places))


def _wanted(section: MediaSection) -> bool:
    media = section.kind in {"video", "audio"} and not section.refused
    return media and section.direction() in {"sendrecv", "recvonly"}


def _choose(section: MediaSection, profile: str) -> OfferedCodec:
    codecs = offered_codecs(section)
    chosen = choose_h264(codecs, profile) if section.kind == "video" else choose_opus(codecs)
    if chosen is not None:
        return chosen
    if section.kind == "video":
        raise UnacceptableOfferError(
            f"The picture is sent as H.264 with packetization mode 1; this player takes {names(codecs)}."
        )
    raise UnacceptableOfferError(f"The sound is sent as Opus; this player takes {names(codecs)}.")


def _played(section: MediaSection, codec: OfferedCodec, index: int) -> PlayedSection:
    return PlayedSection(
        kind="video" if section.kind == "video" else "audio",
        mid=section.mid,
        index=index,
        payload_type=codec.payload_type,
        clock_rate=codec.clock_rate,
        fmtp=codec.fmtp,
        nack="nack" in codec.feedback,
        pli="nack pli" in codec.feedback or "ccm fir" in codec.feedback,
        remb="goog-remb" in codec.feedback,
    )


def _engine_section(offer: SessionDescription, section: MediaSection, codec: OfferedCodec) -> MediaSection:
    number = codec.payload_type
    lines = ["c=IN IP4 0.0.0.0", *([f"a=mid:{section.mid}"] if section.mid else []), "a=recvonly", "a=rtcp-mux"]
    lines += ["a=rtcp-rsize"] if section.value("rtcp-rsize") is not None else []
    lines.append(f"a=rtpmap:{number} {codec.rtpmap}")
    lines += [f"a=fmtp:{number} {codec.fmtp}"] if codec.fmtp else []
    lines += [f"a=rtcp-fb:{number} {what}" for what in _FEEDBACK if what in codec.feedback]
    lines += transport_lines(offer, section)
    return MediaSection(section.kind, 9, section.protocol, [str(number)], lines)
