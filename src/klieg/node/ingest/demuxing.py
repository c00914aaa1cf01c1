"""Units out of a container that PyAV has opened: the first picture and the first sound. For worker processes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from klieg.kernel.errors import ProtocolError
from klieg.media.codecs.errors import CodecError
from klieg.media.containers.demuxed import DemuxedAudio, DemuxedVideo
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.unit import Unit

if TYPE_CHECKING:
    from av.packet import Packet

_LEAD_S = 10
"""Added to all times, so that none is negative where a container begins with B-frames."""

_NANOSECONDS = 1_000_000_000


class DemuxError(ProtocolError):
    """What arrived cannot be taken.

    Attributes:
        code: ``unsupported_codec`` or ``malformed_media``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Demuxer:
    """One container, from its description to its end.

    Args:
        container: Opened, with its streams known.

    Raises:
        DemuxError: the codecs are not taken, or there are neither picture nor sound.
    """

    def __init__(self, container: InputContainer) -> None:
        self._container = container
        self._picture = next(iter(container.streams.video), None)
        self._sound = next(iter(container.streams.audio), None)
        _require_codec(self._picture, "h264", "video", "H.264")
        _require_codec(self._sound, "aac", "audio", "AAC")
        if self._picture is None and self._sound is None:
            raise DemuxError("malformed_media", "There is neither picture nor sound in what arrives.")
        try:
            self._video = DemuxedVideo(_extradata(self._picture))
            self._audio = DemuxedAudio(_extradata(self._sound))
        except CodecError as error:
            raise DemuxError("malformed_media", f"The media cannot be read: {error}") from error

    @property
    def track_count(self) -> int:
        """How many tracks units come of."""
        return (self._picture is not None) + (self._sound is not None)

    def read(self) -> Iterator[Unit]:
        """Yield units to the end.

        Raises:
            DemuxError: a packet cannot be read.
            FFmpegError: the container is broken, or its source.
        """
        taken = [stream for stream in (self._picture, self._sound) if stream is not None]
        for packet in self._container.demux(taken):
            try:
                yield from self._translate(packet)
            except CodecError as error:
                raise DemuxError("malformed_media", f"The media cannot be read: {error}") from error

    def _translate(self, packet: "Packet[Any]") -> list[Unit]:
        if packet.pts is None or not packet.size:
            return []
        if packet.stream is self._sound:
            return self._audio.receive(bytes(packet), _ticks(packet, packet.pts, _NANOSECONDS))
        dts = None if packet.dts is None else _ticks(packet, packet.dts, VIDEO_TIMESCALE)
        unit = self._video.receive(bytes(packet), _ticks(packet, packet.pts, VIDEO_TIMESCALE), dts)
        return [] if unit is None else [unit]


def _require_codec(stream: VideoStream | AudioStream | None, name: str, kind: str, shown: str) -> None:
    if stream is not None and stream.codec_context.name != name:
        raise DemuxError("unsupported_codec", f"{stream.codec_context.name} {kind} is not carried; send {shown}.")


def _extradata(stream: VideoStream | AudioStream | None) -> bytes:
    return (stream.codec_context.extradata or b"") if stream is not None else b""


def _ticks(packet: "Packet[Any]", stamp: int, timescale: int) -> int:
    base = packet.time_base
    return (stamp * base.numerator * timescale) // base.denominator + _LEAD_S * timescale
