"""The offer of a publisher (WHIP, RFC 9725, 4.2): what of it is taken, and the answer that says so.

The engine is given one section, because an engine with a single section hands out the packets of every SSRC, also those
of simulcast layers, which no line of an offer names. The client is answered section by section.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.sdp.candidates import with_public_address
from klieg.media.sdp.codec_choice import OfferedCodec, choose_h264, choose_opus, names, offered_codecs
from klieg.media.sdp.description import MediaSection, SessionDescription
from klieg.media.sdp.errors import MalformedSdpError, UnacceptableOfferError
from klieg.media.sdp.simulcast import sent_layers
from klieg.media.sdp.transport_lines import transport_lines

TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
_EXTENSIONS = (TRANSPORT_CC, MID, RID)
_FEEDBACK = ("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb")
_MAX_EXTENSION_ID = 255


@dataclass(frozen=True, slots=True)
class _Taken:
    """A section that will be received on: where it stands in the offer, what was chosen of it."""

    index: int
    codec: OfferedCodec
    stream: ReceivedStream
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishOffer:
    """What is taken of an offer.

    Attributes:
        sdp: The offer for the engine: one section, which stands for the whole bundle.
        streams: What will be received, one for each section that is taken; video is among them.
    """

    sdp: str
    streams: tuple[ReceivedStream, ...]
    _sections: tuple[MediaSection, ...] = field(repr=False)
    _taken: tuple[_Taken, ...] = field(repr=False)

    def answer(self, engine_answer: str, *, public_address: str | None = None) -> str:
        """Return the answer for the client from the engine's answer to ``sdp``.

        Args:
            engine_answer: One section with ICE credentials, fingerprint, setup and candidates.
            public_address: Address that stands for the host candidates', behind a 1:1 NAT.

        Raises:
            MalformedSdpError: The engine's answer lacks its section or its transport.
            ValueError: ``public_address`` is no IP address.
        """
        engine = SessionDescription.parse(engine_answer)
        if len(engine.media) != 1:
            raise MalformedSdpError("The engine's answer does not have exactly one section.")
        shared = engine.media[0]
        transport = transport_lines(engine, shared)
        address = [line for line in shared.lines if line.startswith("c=")] or ["c=IN IP4 0.0.0.0"]
        taken = {part.index: part for part in self._taken}
        media = []
        for index, section in enumerate(self._sections):
            if index not in taken:
                media.append(refused(section))
                continue
            part = taken[index]
            lines = [*address, *_mid(section), "a=recvonly", "a=rtcp-mux", *part.lines, *transport]
            media.append(MediaSection(section.kind, shared.port, section.protocol, [_number(part)], lines))
        session = [line for line in engine.lines if not line.startswith("a=group:")]
        session.append(bundle_line(self._sections[part.index] for part in self._taken))
        text = SessionDescription(session, media).build()
        return text if public_address is None else with_public_address(text, public_address)


def filter_publish_offer(sdp: str) -> PublishOffer:
    """Choose one H.264 video and, when the offer has sound, one Opus audio; all else is refused.

    Raises:
        MalformedSdpError: The text is no offer, or lacks what WebRTC needs.
        UnacceptableOfferError: No video is offered, or no codec that is taken; the sentence names what was offered.
    """
    offer = SessionDescription.parse(sdp)
    taken = sorted(_take(offer), key=lambda part: part.index)
    bundled = offer.bundle()
    if len(taken) > 1 and not {offer.media[part.index].mid for part in taken} <= set(bundled):
        raise UnacceptableOfferError("Audio and video must share one transport: offer them in one BUNDLE group.")
    video = next(part for part in taken if part.stream.kind == "video")
    section = offer.media[video.index]
    if section.protocol != "UDP/TLS/RTP/SAVPF":
        raise UnacceptableOfferError(f"Media must come as UDP/TLS/RTP/SAVPF, not as {section.protocol[:40]}.")
    lines = ["c=IN IP4 0.0.0.0", *_mid(section), "a=sendonly", "a=rtcp-mux", *video.lines]
    lines += transport_lines(offer, section)
    engine = MediaSection("video", 9, section.protocol, [_number(video)], [line for line in lines if _for_engine(line)])
    session = [line for line in offer.lines if line[0] in "vost"]
    session.append(bundle_line([section]))
    return PublishOffer(
        SessionDescription(session, [engine]).build(),
        tuple(part.stream for part in taken),
        tuple(offer.media),
        tuple(taken),
    )


def refused(section: MediaSection) -> MediaSection:
    """Return the answer to a section that is not wanted (RFC 3264, 6)."""
    lines = ["c=IN IP4 0.0.0.0", *_mid(section), "a=inactive"]
    return MediaSection(section.kind, 0, section.protocol, section.formats, lines)


def bundle_line(sections: Iterable[MediaSection]) -> str:
    """Return the group line for sections that share a transport."""
    return "a=group:BUNDLE " + " ".join(section.mid for section in sections if section.mid)


def _take(offer: SessionDescription) -> list[_Taken]:
    default = next((name for name in ("sendonly", "recvonly", "inactive") if f"a={name}" in offer.lines), "sendrecv")
    sending = [
        (index, section)
        for index, section in enumerate(offer.media)
        if not section.refused and section.direction(default) in {"sendrecv", "sendonly"}
    ]
    video = [(index, section) for index, section in sending if section.kind == "video"]
    audio = [(index, section) for index, section in sending if section.kind == "audio"]
    if not video:
        raise UnacceptableOfferError("The offer has no video to receive; publishing needs a picture.")
    taken = [_take_video(video)]
    if audio:
        taken.append(_take_audio(audio))
    return taken


def _take_video(sections: list[tuple[int, MediaSection]]) -> _Taken:
    codecs: list[OfferedCodec] = []
    for index, section in sections:
        offered = offered_codecs(section)
        chosen = choose_h264(offered)
        if chosen is not None:
            return _taken(index, section, chosen)
        codecs += offered
    raise UnacceptableOfferError(
        f"Video must come as H.264 with packetization mode 1; this client offers {names(codecs)}."
    )


def _take_audio(sections: list[tuple[int, MediaSection]]) -> _Taken:
    codecs: list[OfferedCodec] = []
    for index, section in sections:
        offered = offered_codecs(section)
        chosen = choose_opus(offered)
        if chosen is not None:
            return _taken(index, section, chosen)
        codecs += offered
    raise UnacceptableOfferError(f"Audio must come as Opus; this client offers {names(codecs)}.")


def _taken(index: int, section: MediaSection, codec: OfferedCodec) -> _Taken:
    extensions = _extensions(section)
    transport_cc = TRANSPORT_CC in extensions and "transport-cc" in codec.feedback
    feedback = [what for what in _FEEDBACK if what in codec.feedback and not (what == "goog-remb" and transport_cc)]
    rids = sent_layers(section) if codec.name == "H264" and RID in extensions else ()
    stream = ReceivedStream(
        kind="video" if section.kind == "video" else "audio",
        payload_type=codec.payload_type,
        clock_rate=codec.clock_rate,
        twcc_id=extensions.get(TRANSPORT_CC) if transport_cc else None,
        rid_id=extensions.get(RID) if rids else None,
        mid_id=extensions.get(MID),
        nack="nack" in feedback,
        pli="nack pli" in feedback,
        rids=rids,
        fir="ccm fir" in feedback,
        remb="goog-remb" in feedback,
        reduced_size=section.value("rtcp-rsize") is not None,
    )
    number = codec.payload_type
    lines = ["a=rtcp-rsize"] if stream.reduced_size else []
    lines.append(f"a=rtpmap:{number} {codec.rtpmap}")
    lines += [f"a=fmtp:{number} {codec.fmtp}"] if codec.fmtp else []
    lines += [f"a=rtcp-fb:{number} {what}" for what in feedback]
    answered = {stream.twcc_id: TRANSPORT_CC, stream.mid_id: MID, stream.rid_id: RID}
    lines += [f"a=extmap:{id_} {uri}" for id_, uri in answered.items() if id_ is not None]
    if rids:
        lines += [*(f"a=rid:{rid} recv" for rid in rids), f"a=simulcast:recv {';'.join(rids)}"]
    return _Taken(index, codec, stream, tuple(lines))


def _extensions(section: MediaSection) -> dict[str, int]:
    """Return the identifiers of the header extensions that are read here (RFC 8285, 5)."""
    found: dict[str, int] = {}
    for value in section.values("extmap"):
        number, _, rest = value.partition(" ")
        number = number.partition("/")[0]
        uri = rest.split(" ")[0]
        known = uri in _EXTENSIONS and number.isascii() and number.isdigit() and len(number) <= 3
        if known and 0 < int(number) <= _MAX_EXTENSION_ID:
            found.setdefault(uri, int(number))
    return found


def _for_engine(line: str) -> bool:
    return not line.startswith(("a=rid:", "a=simulcast:"))


def _mid(section: MediaSection) -> list[str]:
    return [f"a=mid:{section.mid}"] if section.mid else []


def _number(part: _Taken) -> str:
    return str(part.codec.payload_type)
