"""Decodes units with FFmpeg's libraries: the proof that tracks and payloads are what they say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import av
from av.audio.codeccontext import AudioCodecContext
from av.video.codeccontext import VideoCodecContext

from klieg.media.track import AudioTrack, VideoCodec, VideoTrack
from klieg.media.unit import Unit

if TYPE_CHECKING:
    from av.stream import Stream

_DECODERS = {VideoCodec.H264: "h264", VideoCodec.H265: "hevc", VideoCodec.AV1: "libdav1d"}


def decode_video(track: VideoTrack, units: Sequence[Unit]) -> list[av.VideoFrame]:
    """Return the pictures of units of one track, in the order they are shown."""
    context = av.CodecContext.create(_DECODERS[track.codec], "r")
    assert isinstance(context, VideoCodecContext), "a video decoder decodes video"
    context.extradata = track.configuration
    frames: list[av.VideoFrame] = []
    for packet in map(_packet, units):
        frames += context.decode(packet)
    return [*frames, *context.decode(None)]


def decode_audio(track: AudioTrack, units: Sequence[Unit]) -> list[av.AudioFrame]:
    """Return the sounds of units of one track."""
    context = av.CodecContext.create("aac", "r")
    assert isinstance(context, AudioCodecContext), "an audio decoder decodes audio"
    context.extradata = track.configuration
    frames: list[av.AudioFrame] = []
    for packet in map(_packet, units):
        frames += context.decode(packet)
    return [*frames, *context.decode(None)]


def _packet(unit: Unit) -> "av.Packet[Stream]":
    packet: av.Packet[Stream] = av.Packet(unit.payload)
    packet.pts, packet.dts = unit.pts, unit.dts
    return packet
