"""One WebRTC connection that answers an offer: the only file that speaks to libdatachannel.

No Python callback is ever registered: the binding calls them under its own locks with Python's lock held, which ends in
deadlocks. What arrives is fetched, and states are asked for. Tracks are made from the offer before it is applied, so
that the library needs to announce none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import ip_address
from typing import cast

import libdatachannel

from klieg.kernel.errors import ProtocolError
from klieg.node.webrtc.peers.certificate import Certificate

_CNAME = "klieg"


class OfferError(ProtocolError):
    """An offer cannot be answered."""


class ConnectionState(Enum):
    """How far a connection is. ``OPENING`` until media can flow, ``CLOSED`` for good."""

    OPENING = auto()
    OPEN = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """What connections of a process share: one UDP port for all of them, one certificate."""

    port: int
    bind_address: str
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class SentSource:
    """The stream we send in one ``m=`` section: its synchronization source and the group it plays with."""

    ssrc: int
    group: str


class PeerConnection:
    """A connection with a peer that offered.

    Args:
        settings: See :class:`ConnectionSettings`.
        offer: The peer's session description, filtered.
        sources: For each ``m=`` section, what we send in it; None where we receive.

    Raises:
        OfferError: the description cannot be used.
    """

    def __init__(self, settings: ConnectionSettings, offer: str, sources: Sequence[SentSource | None]) -> None:
        self._connection = libdatachannel.PeerConnection(_configuration(settings))
        self._tracks: list[libdatachannel.Track | None] = []
        self._mid = ""
        self._was_open = False
        self.send_faults = 0
        try:
            description = libdatachannel.Description(_without_names(offer), "offer")
            for index in range(description.media_count()):
                media = description.media(index)
                if not isinstance(media, libdatachannel.Description.Media) or media.is_removed():
                    self._tracks.append(None)
                    continue
                source = sources[index] if index < len(sources) else None
                self._tracks.append(self._add_track(media, source))
                self._mid = self._mid or media.mid()
            self._connection.set_remote_description(description)
            self._connection.set_local_description(libdatachannel.Description.Type.Answer)
        except (ValueError, RuntimeError) as error:
            self._connection.close()
            raise OfferError(f"The session description cannot be answered: {str(error)[:200]}.") from error

    def answer(self) -> str | None:
        """Return our session description with all candidates, or None as long as they are being gathered."""
        complete = libdatachannel.PeerConnection.GatheringState.Complete
        if self._connection.gathering_state() != complete:
            return None
        description = self._connection.local_description()
        return None if description is None else str(description)

    @property
    def state(self) -> ConnectionState:
        """How far the connection is."""
        states = libdatachannel.PeerConnection.State
        state = self._connection.state()
        if state == states.Connected:
            self._was_open = True
            return ConnectionState.OPEN
        if state in (states.Closed, states.Failed):
            return ConnectionState.CLOSED
        return ConnectionState.OPEN if self._was_open else ConnectionState.OPENING  # a lost path may come back

    def receive(self, section: int) -> bytes | None:
        """Return the next RTP or RTCP packet that arrived for ``m=`` section ``section``; None when there is none."""
        track = self._tracks[section]
        return None if track is None else cast("bytes | None", track.receive())

    def send(self, section: int, packet: bytes) -> bool:
        """Send an RTP packet or an RTCP compound in ``section``; False when it could not go."""
        track = self._tracks[section]
        try:
            if track is not None and track.send(packet):
                return True
        except RuntimeError:  # not open (any more), or older than the window of SRTP
            pass
        self.send_faults += 1
        return False

    def add_candidate(self, candidate: str) -> None:
        """Try one more address of the peer; one that is a name or cannot be read is ignored."""
        if not _is_address(candidate):
            return
        try:
            self._connection.add_remote_candidate(libdatachannel.Candidate(f"candidate:{candidate}", self._mid))
        except (ValueError, RuntimeError):
            return

    def close(self) -> None:
        """Close; takes a while, so call it from a thread, and let the object go a second later at the earliest."""
        self._connection.close()

    def _add_track(self, media: libdatachannel.Description.Media, source: SentSource | None) -> libdatachannel.Track:
        ours = media.reciprocate()
        if source is not None:
            ours.clear_ssrcs()
            ours.add_ssrc(source.ssrc, _CNAME, source.group, f"{source.group}-{ours.mid()}")
        track = self._connection.add_track(ours)
        track.reset_callbacks()  # lets ``receive`` return RTCP on tracks that only send, too
        return track


def _without_names(offer: str) -> str:
    """Return an offer without candidates that are names (RFC 8839, 5.1): the engine would look up whatever peers say.

    Browsers hide their own addresses behind such names; they are found by the packets they send.
    """
    lines = offer.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("a=candidate:") or _is_address(line))


def _is_address(candidate: str) -> bool:
    words = candidate.split()
    try:
        ip_address(words[4] if len(words) > 4 else "")
    except ValueError:
        return False
    return True


def _configuration(settings: ConnectionSettings) -> libdatachannel.Configuration:
    configuration = libdatachannel.Configuration()
    if settings.bind_address:
        configuration.bind_address = settings.bind_address
    configuration.force_media_transport = True
    configuration.disable_auto_negotiation = True
    configuration.certificate_pem_file = settings.certificate.certificate_pem
    configuration.key_pem_file = settings.certificate.key_pem
    configuration.enable_ice_udp_mux = True
    configuration.port_range_begin = configuration.port_range_end = settings.port
    return configuration
