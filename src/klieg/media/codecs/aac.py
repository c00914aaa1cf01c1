"""AAC: the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1, 4.4.1, 4.5.1.1)."""

from dataclasses import dataclass

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError, UnsupportedFeatureError
from klieg.media.track import AudioCodec, AudioTrack, TrackId

_SAMPLE_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_CHANNELS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8, 11: 7, 12: 8, 14: 8}
_MAIN, _LC, _SBR, _PS, _ESCAPE = 1, 2, 5, 29, 31
_CARRIED = frozenset({_MAIN, _LC})
_SYNC_SBR, _SYNC_PS = 0x2B7, 0x548
_MAX_SAMPLE_RATE = 96_000
_MIN_SAMPLE_RATE = 7_350


@dataclass(frozen=True, slots=True)
class AudioSpecificConfig:
    """How AAC frames decode.

    Attributes:
        record: The bytes it was read from.
        object_type: 2 for AAC-LC, 5 for HE-AAC, 29 for HE-AAC v2.
        core_sample_rate: Of the AAC core, whose frames last ``frame_samples`` of it.
        sample_rate: Out of the decoder; twice the core's with SBR.
        channels: Out of the decoder; two with parametric stereo.
        frame_samples: 1024 or 960.
    """

    record: bytes
    object_type: int
    core_sample_rate: int
    sample_rate: int
    channels: int
    frame_samples: int

    def track(self, track_id: TrackId) -> AudioTrack:
        """Describe the stream. SBR that is signalled only inside the frames (implicitly) shows as its core."""
        return AudioTrack(
            id=track_id,
            codec=AudioCodec.AAC,
            configuration=self.record,
            codec_string=f"mp4a.40.{self.object_type}",
            sample_rate=self.sample_rate,
            channels=self.channels,
            frame_samples=self.frame_samples,
            timescale=self.core_sample_rate,
        )


def parse_audio_specific_config(record: bytes) -> AudioSpecificConfig:
    """Read an AudioSpecificConfig, SBR and PS signalled in front (hierarchical) or behind (backward compatible).

    Raises:
        CodecError: It is cut off or contradicts itself.
        UnsupportedFeatureError: An object type or channel layout that is not carried.
    """
    bits = BitReader(record)
    object_type = signalled = _read_object_type(bits)
    core_rate = _read_sample_rate(bits)
    channel_configuration = bits.read(4)
    rate = core_rate
    if object_type in {_SBR, _PS}:
        rate = _read_sample_rate(bits)
        object_type = _read_object_type(bits)
    if object_type not in _CARRIED:
        raise UnsupportedFeatureError(f"AAC object type {object_type} is not carried; use AAC-LC or HE-AAC.")
    frame_samples = 960 if bits.flag() else 1024
    if bits.flag():
        bits.skip(14)  # coreCoderDelay
    bits.skip(1)  # extensionFlag, which says nothing for these object types
    channels = _count_channels(bits, channel_configuration)
    if signalled == object_type:
        signalled, rate = _read_trailing_extension(bits, object_type, core_rate)
    if signalled == _PS and channels == 1:
        channels = 2
    return AudioSpecificConfig(record, signalled, core_rate, rate, channels, frame_samples)


def _read_object_type(bits: BitReader) -> int:
    object_type = bits.read(5)
    return 32 + bits.read(6) if object_type == _ESCAPE else object_type


def _read_sample_rate(bits: BitReader) -> int:
    index = bits.read(4)
    if index < len(_SAMPLE_RATES):
        return _SAMPLE_RATES[index]
    rate = bits.read(24) if index == 15 else 0
    if not _MIN_SAMPLE_RATE <= rate <= _MAX_SAMPLE_RATE:
        raise CodecError(f"An AAC sample rate of {rate} (index {index}) cannot be.")
    return rate


def _count_channels(bits: BitReader, configuration: int) -> int:
    if configuration == 0:
        return _count_program_channels(bits)
    if configuration not in _CHANNELS:
        raise UnsupportedFeatureError(f"AAC channel configuration {configuration} is not carried.")
    return _CHANNELS[configuration]


def _count_program_channels(bits: BitReader) -> int:
    """Count the channels of a program_config_element (4.4.1.1): pairs count twice, LFE once."""
    bits.skip(10)  # element_instance_tag, object_type, sampling_frequency_index
    front, side, back, low, data, coupling = (bits.read(size) for size in (4, 4, 4, 2, 3, 4))
    for present_bits in (4, 4, 3):  # mono mixdown, stereo mixdown, matrix mixdown
        if bits.flag():
            bits.skip(present_bits)
    channels = low
    for _ in range(front + side + back):
        channels += 2 if bits.flag() else 1
        bits.skip(4)
    bits.skip(4 * (low + data) + 5 * coupling)
    bits.align()
    bits.skip(8 * bits.read(8))  # comment
    if channels == 0:
        raise CodecError("An AAC program has no channels.")
    return channels


def _read_trailing_extension(bits: BitReader, object_type: int, core_rate: int) -> tuple[int, int]:
    """Return signalled object type and output rate from a backward compatible extension, if there is one (1.6.6.2).

    What follows the configuration is often padding, so whatever is no complete extension is no extension.
    """
    try:
        if bits.read(11) != _SYNC_SBR or _read_object_type(bits) != _SBR or not bits.flag():
            return object_type, core_rate
        rate = _read_sample_rate(bits)
    except CodecError:
        return object_type, core_rate
    parametric = bits.left >= 12 and bits.read(11) == _SYNC_PS and bits.flag()
    return (_PS if parametric else _SBR), rate
