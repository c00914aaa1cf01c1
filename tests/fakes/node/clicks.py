"""Sound with a click each half second, encoded; and where the clicks are in whatever it became."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from klieg.media.codecs.aac import parse_audio_specific_config
from klieg.media.track import MAIN_AUDIO, AudioCodec, AudioTrack
from klieg.media.unit import Unit

_ENCODERS = {AudioCodec.AAC: ("aac", "fltp"), AudioCodec.OPUS: ("libopus", "flt")}
_DECODERS = {AudioCodec.AAC: "aac", AudioCodec.OPUS: "libopus"}


@cache
def encode_clicks(
    codec: AudioCodec, *, rate: int = 48_000, channels: int = 2, seconds: float = 3.0, start: float = 5.0
) -> tuple[Unit, ...]:
    """Return units whose stamps begin at ``start`` seconds; clicks are at whole and half seconds."""
    name, form = _ENCODERS[codec]
    layout = "stereo" if channels == 2 else "mono"
    context = AudioCodecContext.create(name, "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = rate, layout, form
    context.bit_rate, context.time_base = 96_000, Fraction(1, rate)
    context.open()
    samples = 1024 if codec is AudioCodec.AAC else rate // 50
    track = _track(codec, bytes(context.extradata or b""), rate, channels, samples)
    units: list[Unit] = []
    for begin in range(round(start * rate), round((start + seconds) * rate), samples):
        wave = np.where((np.arange(begin, begin + samples) % (rate // 2)) < rate // 1000, 0.7, 0.0).astype(np.float32)
        sound = np.stack([wave] * channels) if form == "fltp" else np.repeat(wave, channels)[np.newaxis]
        frame = av.AudioFrame.from_ndarray(sound, format=form, layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, begin, Fraction(1, rate)
        units += (Unit(track, p.pts, p.pts, True, bytes(p)) for p in context.encode(frame) if p.pts is not None)
    return tuple(unit for unit in units if unit.pts >= round(start * rate))


def find_clicks(units: Sequence[Unit]) -> list[float]:
    """Decode units and return the seconds at which clicks begin."""
    track = units[0].track
    assert isinstance(track, AudioTrack)
    context = AudioCodecContext.create(_DECODERS[track.codec], "r")
    assert isinstance(context, AudioCodecContext)
    if track.codec is AudioCodec.AAC:
        context.extradata = track.configuration
    else:
        context.sample_rate, context.layout = 48_000, "stereo"
    clicks: list[float] = []
    for moment in (moment for unit in units for moment in _loud_moments(context, unit)):
        if not clicks or moment > clicks[-1] + 0.1:
            clicks.append(moment)
    return clicks


def _loud_moments(context: AudioCodecContext, unit: Unit) -> Iterator[float]:
    track = unit.track
    assert isinstance(track, AudioTrack)
    for frame in context.decode(av.Packet(unit.payload)):
        sound = frame.to_ndarray()
        wave = sound[0] if frame.format.is_planar else sound[0][:: track.channels] / 32768
        yield from ((unit.pts + int(index)) / track.timescale for index in np.flatnonzero(wave > 0.3))


def _track(codec: AudioCodec, header: bytes, rate: int, channels: int, samples: int) -> AudioTrack:
    if codec is AudioCodec.AAC:
        return parse_audio_specific_config(header).track(MAIN_AUDIO)
    body = bytes((0, channels)) + bytes.fromhex("0138") + rate.to_bytes(4) + bytes(3)
    return AudioTrack(MAIN_AUDIO, codec, body, "opus", rate, channels, samples, rate)
