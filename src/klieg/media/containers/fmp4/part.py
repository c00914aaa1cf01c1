"""One movie fragment: ``moof`` and ``mdat`` (ISO/IEC 14496-12, 8.8), the bytes of an HLS part or a CMAF chunk."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.containers.fmp4.boxes import box, full_box
from klieg.media.track import TrackId

SYNC_SAMPLE = 0x02000000
"""Sample flags: depends on no other sample, is a sync sample (8.8.3.1)."""

NON_SYNC_SAMPLE = 0x01010000
"""Sample flags: depends on others, is not a sync sample."""

_DEFAULT_BASE_IS_MOOF = 0x020000
_HAS_DEFAULT_DURATION = 0x08
_HAS_DEFAULT_FLAGS = 0x20

_HAS_DATA_OFFSET = 0x001
_HAS_DURATION = 0x100
_HAS_SIZE = 0x200
_HAS_FLAGS = 0x400
_HAS_COMPOSITION_OFFSET = 0x800

_TRACK_FRAGMENT_BYTES = 8 + 20 + 20
"""A ``traf`` without its ``tfhd`` and without the table of its ``trun``."""


@dataclass(slots=True)
class VideoRun:
    """Consecutive video samples of one fragment. All lists have one entry a sample; times in track ticks.

    Attributes:
        track_id: The ``track_ID`` of the initialization segment.
        decode_time: Decoding time of the first sample.
        durations: Difference of decoding times to the next sample.
        offsets: Composition time minus decoding time, may be negative.
        keyframes: Whether decoding can start at the sample.
        payloads: The samples' bytes.
    """

    track_id: TrackId
    decode_time: int
    durations: list[int]
    offsets: list[int]
    keyframes: list[bool]
    payloads: list[bytes]


@dataclass(slots=True)
class AudioRun:
    """Consecutive audio samples of one fragment, all of one duration; times in track ticks.

    Attributes:
        track_id: The ``track_ID`` of the initialization segment.
        decode_time: Decoding time of the first sample.
        duration: How long each sample lasts.
        offsets: Composition time minus decoding time of each sample; all zero unless frames were lost.
        payloads: The samples' bytes.
    """

    track_id: TrackId
    decode_time: int
    duration: int
    offsets: list[int]
    payloads: list[bytes]


type TrackRun = VideoRun | AudioRun


def write_part(sequence_number: int, runs: Sequence[TrackRun]) -> bytes:
    """Return one fragment with the runs' samples in the given order of tracks.

    No run at all makes a fragment without samples: a span of media time in which nothing was sent.
    """
    header = full_box(b"mfhd", 0, 0, struct.pack(">I", sequence_number & 0xFFFFFFFF))
    described = [(run, *_describe(run)) for run in runs]
    offset = 8 + len(header) + sum(_TRACK_FRAGMENT_BYTES + len(tfhd) + len(table) for _, tfhd, _, table in described)
    offset += 8  # of the mdat
    fragments = []
    payloads: list[bytes] = []
    for run, tfhd, flags, table in described:
        tfdt = full_box(b"tfdt", 1, 0, struct.pack(">Q", run.decode_time))
        trun = full_box(b"trun", 1, flags, struct.pack(">II", len(run.payloads), offset), table)
        fragments.append(box(b"traf", tfhd, tfdt, trun))
        payloads += run.payloads
        offset += sum(map(len, run.payloads))
    size = 8 + sum(map(len, payloads))
    return b"".join((box(b"moof", header, *fragments), struct.pack(">I4s", size, b"mdat"), *payloads))


def _describe(run: TrackRun) -> tuple[bytes, int, bytes]:
    """Return the ``tfhd``, and the flags and the table of the ``trun``."""
    table: list[int] = []
    if isinstance(run, VideoRun):
        for duration, payload, keyframe, offset in zip(
            run.durations, run.payloads, run.keyframes, run.offsets, strict=True
        ):
            table += (duration, len(payload), SYNC_SAMPLE if keyframe else NON_SYNC_SAMPLE, offset & 0xFFFFFFFF)
        tfhd = full_box(b"tfhd", 0, _DEFAULT_BASE_IS_MOOF, struct.pack(">I", run.track_id))
        flags = _HAS_DATA_OFFSET | _HAS_DURATION | _HAS_SIZE | _HAS_FLAGS | _HAS_COMPOSITION_OFFSET
    else:
        defaults = struct.pack(">III", run.track_id, run.duration, SYNC_SAMPLE)
        tfhd = full_box(b"tfhd", 0, _DEFAULT_BASE_IS_MOOF | _HAS_DEFAULT_DURATION | _HAS_DEFAULT_FLAGS, defaults)
        flags = _HAS_DATA_OFFSET | _HAS_SIZE
        if any(run.offsets):
            flags |= _HAS_COMPOSITION_OFFSET
            for payload, offset in zip(run.payloads, run.offsets, strict=True):
                table += (len(payload), offset & 0xFFFFFFFF)
        else:
            table = [len(payload) for payload in run.payloads]
    return tfhd, flags, struct.pack(f">{len(table)}I", *table)
