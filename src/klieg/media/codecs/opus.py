"""Opus: what the first bytes of a packet say (RFC 6716, 3), and the record that describes a stream (dOps)."""

from klieg.media.codecs.errors import CodecError
from klieg.media.track import AudioCodec, AudioTrack, TrackId

OPUS_SAMPLE_RATE = 48_000
"""Decoders give this whatever was put in, and times count it."""

MAX_PACKET_SAMPLES = 5760
"""120 ms (RFC 6716, 3.2.5, R5)."""

_SILK = (480, 960, 1920, 2880)
_HYBRID = (480, 960)
_CELT = (120, 240, 480, 960)
_FRAME_SAMPLES = (*_SILK * 3, *_HYBRID * 2, *_CELT * 4)
"""Samples of a frame by configuration number (table 2)."""


def packet_samples(packet: bytes) -> int:
    """Return how many samples a packet lasts (3.1, 3.2).

    Raises:
        CodecError: It is empty, says no number of frames, or lasts more than 120 ms.
    """
    if not packet:
        raise CodecError("An Opus packet is empty.")
    toc = packet[0]
    code = toc & 3
    frames = (1, 2, 2, 0)[code]
    if code == 3:
        if len(packet) < 2:
            raise CodecError("An Opus packet ends before its frame count.")
        frames = packet[1] & 0x3F
    samples = frames * _FRAME_SAMPLES[toc >> 3]
    if not 0 < samples <= MAX_PACKET_SAMPLES:
        raise CodecError(f"An Opus packet of {samples} samples cannot be.")
    return samples


def opus_configuration(channels: int, pre_skip: int = 0, input_sample_rate: int = OPUS_SAMPLE_RATE) -> bytes:
    """Return the body of a ``dOps`` box (Encapsulation of Opus in ISOBMFF, 4.3.2), mono or stereo, no gain."""
    assert channels in {1, 2}, "mapping family 0 is mono or stereo"
    head = bytes((0, channels)) + pre_skip.to_bytes(2) + input_sample_rate.to_bytes(4)
    return head + bytes(2) + b"\x00"


def opus_track(track_id: TrackId, channels: int = 2, frame_samples: int = 960, pre_skip: int = 0) -> AudioTrack:
    """Describe a stream of Opus packets of one length."""
    return AudioTrack(
        id=track_id,
        codec=AudioCodec.OPUS,
        configuration=opus_configuration(channels, pre_skip),
        codec_string="opus",
        sample_rate=OPUS_SAMPLE_RATE,
        channels=channels,
        frame_samples=frame_samples,
        timescale=OPUS_SAMPLE_RATE,
    )
