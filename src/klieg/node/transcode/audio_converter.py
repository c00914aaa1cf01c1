"""Conversion of one sound track to another codec. Runs in the audio worker; the only place that decodes sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from klieg.media.codecs.aac import parse_audio_specific_config
from klieg.media.codecs.opus import opus_track
from klieg.media.timebase import rescale
from klieg.media.track import DERIVED_AUDIO, AudioCodec, AudioTrack
from klieg.media.unit import Unit
from klieg.node.transcode.sound_clock import RATE, SoundClock

BIT_RATE = 128_000
_LAYOUT = "stereo"
_CHANNELS = 2
_SAMPLE_BYTES = 4
"""Of one plane: a float of one channel, or 16 bits of both."""
_TIME_BASE = Fraction(1, RATE)
_OPUS_FRAME_SAMPLES = RATE // 50


@dataclass(frozen=True, slots=True)
class _Format:
    """How samples are given to an encoder."""

    encoder: str
    name: str
    planes: int


_FORMATS = {AudioCodec.AAC: _Format("aac", "fltp", 2), AudioCodec.OPUS: _Format("libopus", "s16", 1)}
_DECODERS = {AudioCodec.AAC: "aac", AudioCodec.OPUS: "libopus"}


class AudioConverter:
    """Converts units of one track, whose parameters may change, to one codec at 48 kHz, stereo, 128 kb/s.

    What comes out lies on an unbroken timeline: holes of the source are silence. The encoder's own delay is in the
    timestamps, so what is heard keeps its time; its first packet, which is nothing but that delay, is left out.

    Args:
        target: The codec of what comes out.

    Attributes:
        broken_units: Units that could not be decoded.
    """

    def __init__(self, target: AudioCodec) -> None:
        self._target = target
        self._format = _FORMATS[target]
        self._clock = SoundClock()
        self._source: AudioTrack | None = None
        self._decoder: AudioCodecContext | None = None
        self._resampler: AudioResampler | None = None
        self._resampled_from: tuple[str, str, int] | None = None
        self._encoder: AudioCodecContext | None = None
        self._track: AudioTrack | None = None
        self._planes = [bytearray() for _ in range(self._format.planes)]
        self._planes_pts = 0
        self._begun_pts = 0
        self.broken_units = 0

    def convert(self, unit: Unit) -> list[Unit]:
        """Return what can be said after ``unit``: at most a frame of sound is held back."""
        track = unit.track
        assert isinstance(track, AudioTrack), "sound is converted to sound"
        if self._source is not track:
            self._source = track
            self._decoder = _open_decoder(track)
        assert self._decoder is not None, "opened with the track"
        try:
            frames = self._decoder.decode(av.Packet(unit.payload))
        except av.FFmpegError:
            self.broken_units += 1
            return []
        pts = rescale(unit.pts, track.timescale, RATE)
        converted: list[Unit] = []
        for frame in frames:
            for planes, samples in self._resample(frame):
                converted += self._receive_samples(planes, samples, pts)
                pts += samples
        return converted

    def _resample(self, frame: AudioFrame) -> Iterator[tuple[list[memoryview], int]]:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._resampler is None or shape != self._resampled_from:
            self._resampler = AudioResampler(format=self._format.name, layout=_LAYOUT, rate=RATE)
            self._resampled_from = shape
        frame.pts = None
        for resampled in self._resampler.resample(frame):
            length = resampled.samples * _SAMPLE_BYTES
            yield [memoryview(plane)[:length] for plane in resampled.planes], resampled.samples

    def _receive_samples(self, planes: list[memoryview], samples: int, pts: int) -> list[Unit]:
        placement = self._clock.place(pts, samples)
        if placement.begins:
            self._begin(pts)
        silence = bytes(placement.silence * _SAMPLE_BYTES)
        skipped = placement.skip * _SAMPLE_BYTES
        for held, plane in zip(self._planes, planes, strict=True):
            held.extend(silence)
            held.extend(plane[skipped:])
        return self._encode_whole_frames()

    def _begin(self, pts: int) -> None:
        self._encoder = encoder = _open_encoder(self._format)
        self._track = _describe(self._target, encoder)
        self._begun_pts = self._planes_pts = pts
        for held in self._planes:
            held.clear()

    def _encode_whole_frames(self) -> list[Unit]:
        encoder, track = self._encoder, self._track
        assert encoder is not None, "the first samples began a timeline"
        assert track is not None, "the first samples began a timeline"
        samples = track.frame_samples
        length = samples * _SAMPLE_BYTES
        converted: list[Unit] = []
        while len(self._planes[0]) >= length:
            frame = AudioFrame(format=self._format.name, layout=_LAYOUT, samples=samples)
            frame.sample_rate, frame.time_base, frame.pts = RATE, _TIME_BASE, self._planes_pts
            for plane, held in zip(frame.planes, self._planes, strict=True):
                plane.update(bytes(held[:length]).ljust(plane.buffer_size, b"\0"))
                del held[:length]
            self._planes_pts += samples
            for packet in encoder.encode(frame):
                assert packet.pts is not None, "an encoder that is given timestamps returns them"
                if packet.pts >= self._begun_pts:
                    converted.append(Unit(track, packet.pts, packet.pts, keyframe=True, payload=bytes(packet)))
        return converted


def _open_decoder(track: AudioTrack) -> AudioCodecContext:
    decoder = AudioCodecContext.create(_DECODERS[track.codec], "r")
    assert isinstance(decoder, AudioCodecContext), "both are codecs of sound"
    if track.codec is AudioCodec.AAC:
        decoder.extradata = track.configuration
    else:
        # Without its header: packets of one channel come out as two, and no pre-skip is taken off the timeline.
        decoder.sample_rate, decoder.layout = RATE, _LAYOUT
    decoder.open()
    return decoder


def _open_encoder(form: _Format) -> AudioCodecContext:
    encoder = AudioCodecContext.create(form.encoder, "w")
    assert isinstance(encoder, AudioCodecContext), "both are codecs of sound"
    encoder.sample_rate, encoder.layout, encoder.format = RATE, _LAYOUT, form.name
    encoder.time_base, encoder.bit_rate = _TIME_BASE, BIT_RATE
    encoder.open()
    return encoder


def _describe(target: AudioCodec, encoder: AudioCodecContext) -> AudioTrack:
    if target is AudioCodec.AAC:
        assert encoder.extradata is not None, "the encoder of AAC writes an AudioSpecificConfig"
        return parse_audio_specific_config(bytes(encoder.extradata)).track(DERIVED_AUDIO)
    return opus_track(DERIVED_AUDIO, _CHANNELS, _OPUS_FRAME_SAMPLES, encoder.initial_padding)
