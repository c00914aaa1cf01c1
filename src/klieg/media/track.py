"""A track: one elementary stream of a broadcast, with everything a packager must know to describe it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NewType

TrackId = NewType("TrackId", int)

MAIN_VIDEO = TrackId(1)
MAIN_AUDIO = TrackId(2)
FURTHER_VIDEO = TrackId(10)
"""Further pictures a publisher sends (multitrack, simulcast) are this plus their number on its wire, 1 to 89."""
DERIVED_VIDEO = TrackId(100)
"""Rungs made here are this plus their number, best first from 1. From here on a track is ours, not the publisher's."""
DERIVED_AUDIO = TrackId(200)
"""The main audio in another codec, made here."""


class VideoCodec(StrEnum):
    """Video codecs that cross the hub, named by their ISO sample entry."""

    H264 = "avc1"
    H265 = "hvc1"
    AV1 = "av01"


class AudioCodec(StrEnum):
    """Audio codecs that cross the hub, named by their ISO sample entry."""

    AAC = "mp4a"
    OPUS = "Opus"


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """One video elementary stream under one set of parameters. New parameter sets make a new, unequal track.

    Attributes:
        id: Position in the broadcast; the same id with other parameters is the same stream after a change.
        codec: Which bitstream the units carry. H.264/H.265 payloads are length-prefixed NAL units (4 bytes),
            AV1 payloads are a temporal unit without delimiter.
        configuration: The decoder configuration record: body of ``avcC``, ``hvcC`` or ``av1C``.
        codec_string: RFC 6381 name, for example ``avc1.64001f``.
        width: Displayed width in pixels, after cropping.
        height: Displayed height in pixels, after cropping.
        frame_rate: Frames a second as the bitstream declares, or None when it does not say.
        timescale: Ticks per second of the units' ``pts`` and ``dts``.
    """

    id: TrackId
    codec: VideoCodec
    configuration: bytes
    codec_string: str
    width: int
    height: int
    frame_rate: float | None
    timescale: int
    kind: Literal["video"] = "video"


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """One audio elementary stream under one configuration.

    Attributes:
        id: Position in the broadcast.
        codec: Which bitstream the units carry; AAC payloads are raw frames (no ADTS header), Opus payloads are
            packets (RFC 6716, 3).
        configuration: The decoder configuration: AudioSpecificConfig for AAC (ISO 14496-3, 1.6.2.1), the body of
            ``dOps`` for Opus (Encapsulation of Opus in ISOBMFF, 4.3.2).
        codec_string: RFC 6381 name, for example ``mp4a.40.2``.
        sample_rate: Samples a second that come out of the decoder.
        channels: Channels that come out of the decoder.
        frame_samples: Samples one unit lasts (1024 or 960 for AAC-LC, 960 for 20 ms of Opus), in ``timescale`` ticks.
        timescale: Ticks per second of the units' ``pts``; equals the core sample rate, 48000 for Opus.
    """

    id: TrackId
    codec: AudioCodec
    configuration: bytes
    codec_string: str
    sample_rate: int
    channels: int
    frame_samples: int
    timescale: int
    kind: Literal["audio"] = "audio"


type Track = VideoTrack | AudioTrack
