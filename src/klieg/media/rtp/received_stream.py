"""What was negotiated for one media section that a publisher sends on."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ReceivedStream:
    """One media section of an answered offer.

    Attributes:
        kind: Video is H.264 with packetization mode 1, audio is Opus.
        payload_type: The one payload type media come under.
        clock_rate: RTP ticks a second: 90000 for video, 48000 for Opus.
        twcc_id: Identifier of the header extension with the transport-wide sequence number, if there is one.
        rid_id: Identifier of the header extension with the RID (RFC 8852), if there is one.
        mid_id: Identifier of the header extension with the MID (RFC 9143), if there is one.
        nack: Whether the peer answers generic NACKs (RFC 4585, 6.2.1).
        pli: Whether the peer answers picture loss indications (RFC 4585, 6.3.1).
        rids: Simulcast layers in the order of the offer; the first is the main video. Empty without simulcast.
        fir: Whether the peer answers full intra requests (RFC 5104, 4.3.1); used where there is no PLI.
        remb: Whether the peer obeys receiver estimated maximum bitrates.
        reduced_size: Whether feedback may come without a report in front (RFC 5506).
    """

    kind: Literal["video", "audio"]
    payload_type: int
    clock_rate: int
    twcc_id: int | None
    rid_id: int | None
    mid_id: int | None
    nack: bool
    pli: bool
    rids: tuple[str, ...] = ()
    fir: bool = False
    remb: bool = False
    reduced_size: bool = True
