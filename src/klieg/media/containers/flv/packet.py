"""What a tag body says once its header is read."""

from dataclasses import dataclass
from enum import IntEnum


class PacketKind(IntEnum):
    """What the data of a packet is."""

    CONFIGURATION = 0
    FRAME = 1
    NOTHING = 2
    """An end of sequence, a command, metadata, another track, or nothing at all."""


@dataclass(slots=True)
class VideoPacket:
    """A video tag body without its header.

    Attributes:
        kind: What ``data`` is.
        fourcc: ``avc1``, ``hvc1`` or ``av01``.
        data: Configuration record or access unit.
        composition_ms: Presentation minus decoding time.
        nano_offset: Nanoseconds to add to the message timestamp.
        ignored_tracks: Bodies of other tracks in the message.
    """

    kind: PacketKind
    fourcc: bytes = b""
    data: bytes = b""
    composition_ms: int = 0
    nano_offset: int = 0
    ignored_tracks: int = 0


@dataclass(slots=True)
class AudioPacket:
    """An audio tag body without its header; AAC always. Fields as in ``VideoPacket``."""

    kind: PacketKind
    data: bytes = b""
    nano_offset: int = 0
    ignored_tracks: int = 0
