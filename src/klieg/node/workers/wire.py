"""The wire between a node and its worker processes: messages, tracks and units in frames. Sans-IO.

A frame is a length (four bytes, big-endian, of what follows), a kind (one byte) and a body. A track goes ahead of the
first unit that decodes under it and holds until the next track of that stream and id. Both ends are ours, so there is
no version; the reader distrusts its peer all the same, since the peer is a process that runs foreign code.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntEnum
from struct import Struct
from typing import cast

from klieg.kernel.errors import ProtocolError
from klieg.media.track import AudioCodec, AudioTrack, Track, TrackId, VideoCodec, VideoTrack
from klieg.media.unit import Unit

MAX_FRAME_BYTES = 16 * 1024 * 1024
"""Longest frame behind its length: twice the largest picture any ingest lets through."""
MAX_MESSAGE_BYTES = 1024 * 1024
"""Longest message as JSON (the longest is a session description with all its candidates)."""
MAX_TRACK_BYTES = 256 * 1024
"""Longest track as JSON; a configuration record is at most 64 KiB, written in hexadecimal."""
MAX_STREAM_NAME_BYTES = 255
MAX_TRACKS = 16_384
"""Tracks a reader keeps at once, of all streams."""

_LENGTH = Struct(">I")
_UNIT = Struct(">IBqq")
_KEYFRAME = 1


class WireError(ProtocolError):
    """The other process broke the wire's rules; the worker is ended."""


class _Kind(IntEnum):
    MESSAGE = 1
    TRACK = 2
    UNIT = 3
    FORGET = 4
    BEAT = 5


@dataclass(frozen=True, slots=True)
class Message:
    """What one process tells the other: a JSON object."""

    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class WiredUnit:
    """A unit, and the name its sender gave to what it belongs to (a session, a peer)."""

    stream: str
    unit: Unit


def encode_message(fields: Mapping[str, object]) -> bytes:
    """Return the frame of a message; ``fields`` must be JSON."""
    body = json.dumps(fields, separators=(",", ":")).encode()
    assert len(body) <= MAX_MESSAGE_BYTES, "we say little of ourselves; texts of peers are cut where they come in"
    return _frame(_Kind.MESSAGE, body)


def encode_track(stream: str, track: Track) -> bytes:
    """Return the frame that goes ahead of the first unit under ``track``."""
    values = asdict(track) | {"configuration": track.configuration.hex()}
    return _frame(_Kind.TRACK, _name(stream) + json.dumps(values, separators=(",", ":")).encode())


def encode_unit(stream: str, unit: Unit) -> bytes:
    """Return the frame of a unit whose track was sent before."""
    numbers = _UNIT.pack(unit.track.id, _KEYFRAME if unit.keyframe else 0, unit.pts, unit.dts)
    return _frame(_Kind.UNIT, b"".join((_name(stream), numbers, unit.payload)))


def encode_forget(stream: str) -> bytes:
    """Return the frame that says no unit of ``stream`` will follow: its tracks can be forgotten."""
    return _frame(_Kind.FORGET, _name(stream))


def encode_beat() -> bytes:
    """Return the frame that says nothing but that its sender lives."""
    return _frame(_Kind.BEAT, b"")


class UnitWriter:
    """Encodes units, each with its track ahead of it where the track is new."""

    def __init__(self) -> None:
        self._sent: dict[tuple[str, TrackId], Track] = {}

    def encode(self, stream: str, unit: Unit) -> bytes:
        """Return the frames of ``unit``."""
        track = unit.track
        if self._sent.get((stream, track.id)) is track:
            return encode_unit(stream, unit)
        self._sent[stream, track.id] = track
        return encode_track(stream, track) + encode_unit(stream, unit)

    def forget(self, stream: str) -> bytes:
        """Forget what was sent of ``stream``; return the frame that lets the reader forget too."""
        for key in [key for key in self._sent if key[0] == stream]:
            del self._sent[key]
        return encode_forget(stream)


class FrameReader:
    """Takes bytes as they come and returns what they say. Equal tracks come out as one object until they change."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._tracks: dict[tuple[str, TrackId], Track] = {}

    def receive(self, data: bytes) -> list[Message | WiredUnit]:
        """Return the messages and units that are complete now.

        Raises:
            WireError: the bytes are no frames of this wire, or exceed a maximum. The reader is of no use afterwards.
        """
        buffer = self._buffer
        buffer += data
        received: list[Message | WiredUnit] = []
        start = 0
        while len(buffer) - start >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(buffer, start)
            if not 1 <= length <= MAX_FRAME_BYTES:
                raise WireError(f"A frame of {length} bytes; there are 1 to {MAX_FRAME_BYTES}.")
            end = start + _LENGTH.size + length
            if len(buffer) < end:
                break
            body = start + _LENGTH.size + 1
            found = self._read_frame(buffer[body - 1], bytes(memoryview(buffer)[body:end]))
            if found is not None:
                received.append(found)
            start = end
        del buffer[:start]
        return received

    def _read_frame(self, kind: int, body: bytes) -> Message | WiredUnit | None:
        match kind:
            case _Kind.UNIT:
                return self._read_unit(body)
            case _Kind.MESSAGE:
                return Message(_read_object(body, MAX_MESSAGE_BYTES))
            case _Kind.TRACK:
                self._keep_track(body)
            case _Kind.FORGET:
                stream, _ = _read_name(body)
                for key in [key for key in self._tracks if key[0] == stream]:
                    del self._tracks[key]
            case _Kind.BEAT:
                pass
            case _:
                raise WireError(f"A frame of kind {kind}, which does not exist.")
        return None

    def _read_unit(self, body: bytes) -> WiredUnit:
        stream, at = _read_name(body)
        if len(body) < at + _UNIT.size:
            raise WireError("A unit is cut off.")
        track_id, flags, pts, dts = _UNIT.unpack_from(body, at)
        track = self._tracks.get((stream, TrackId(track_id)))
        if track is None:
            raise WireError(f"A unit of track {track_id} came before its track.")
        return WiredUnit(stream, Unit(track, pts, dts, bool(flags & _KEYFRAME), body[at + _UNIT.size :]))

    def _keep_track(self, body: bytes) -> None:
        stream, at = _read_name(body)
        track = _read_track(_read_object(body[at:], MAX_TRACK_BYTES))
        key = (stream, track.id)
        if self._tracks.get(key) == track:
            return
        if key not in self._tracks and len(self._tracks) >= MAX_TRACKS:
            raise WireError(f"More than {MAX_TRACKS} tracks at once.")
        self._tracks[key] = track


def _frame(kind: _Kind, body: bytes) -> bytes:
    return b"".join((_LENGTH.pack(len(body) + 1), bytes((kind,)), body))


def _name(stream: str) -> bytes:
    name = stream.encode()
    assert len(name) <= MAX_STREAM_NAME_BYTES, "names of streams are ids of ours"
    return bytes((len(name),)) + name


def _read_name(body: bytes) -> tuple[str, int]:
    """Return the stream's name and where it ends."""
    end = 1 + body[0] if body else 1
    if len(body) < end:
        raise WireError("The name of a stream is cut off.")
    try:
        return body[1:end].decode(), end
    except UnicodeDecodeError as error:
        raise WireError("The name of a stream is no UTF-8.") from error


def _read_object(body: bytes, maximum: int) -> dict[str, object]:
    if len(body) > maximum:
        raise WireError(f"A text of {len(body)} bytes; there are {maximum} at most.")
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError("A text is no JSON.") from error
    if not isinstance(value, dict):
        raise WireError("A text is no JSON object.")
    return cast("dict[str, object]", value)


def _read_track(values: dict[str, object]) -> Track:
    try:
        configuration = bytes.fromhex(_text(values["configuration"]))
        if values["kind"] == "video":
            frame_rate = values["frame_rate"]
            return VideoTrack(
                id=TrackId(_number(values["id"])),
                codec=VideoCodec(_text(values["codec"])),
                configuration=configuration,
                codec_string=_text(values["codec_string"]),
                width=_number(values["width"]),
                height=_number(values["height"]),
                frame_rate=frame_rate if isinstance(frame_rate, float) else None,
                timescale=_timescale(values["timescale"]),
            )
        return AudioTrack(
            id=TrackId(_number(values["id"])),
            codec=AudioCodec(_text(values["codec"])),
            configuration=configuration,
            codec_string=_text(values["codec_string"]),
            sample_rate=_number(values["sample_rate"]),
            channels=_number(values["channels"]),
            frame_samples=_number(values["frame_samples"]),
            timescale=_timescale(values["timescale"]),
        )
    except (KeyError, ValueError) as error:
        raise WireError("A track lacks a property or has one that cannot be.") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - one kind of error for whatever a track has wrong
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 32:
        raise ValueError("no number of four bytes")
    return value


def _timescale(value: object) -> int:
    if not (timescale := _number(value)):
        raise ValueError("no timescale")
    return timescale
