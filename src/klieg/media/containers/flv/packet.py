"""What a tag body says once its header is read."""

from dataclasses import dataclass
from enum import IntEnum


class PacketKind(IntEnum):
    """What the data of a packet is."""

    CONFIGURATION = 0
    FRAME = 1
    NOTHING = 2
    """An end of sequence, a command, metadata, or nothing at all."""


@dataclass(slots=True)
class VideoPacket:
    """What a video tag body says of one track.

    Attributes:
        kind: What ``data`` is.
        fourcc: ``avc1``, ``hvc1`` or ``av01``.
        data: Configuration record or access unit.
        composition_ms: Presentation minus decoding time.
        nano_offset: Nanoseconds to add to the message timestamp.
        track_number: Which track it is of; 0 where the encoder sends one only.
    """

    kind: PacketKind
    fourcc: bytes = b""
    data: bytes = b""
    composition_ms: int = 0
    nano_offset: int = 0
    track_number: int = 0


@dataclass(slots=True)
class AudioPacket:
    """What an audio tag body says of track 0; AAC always. Fields as in ``VideoPacket``.

    Attributes:
        ignored_tracks: Bodies of other tracks in the message.
    """

    kind: PacketKind
    data: bytes = b""
    nano_offset: int = 0
    ignored_tracks: int = 0
