"""RTMP bytes of a publisher, made once and replayed to many connections.

Written from the RTMP specification apart from ``klieg.media.rtmp``, so that a fault there cannot hide here. After the
first message every chunk header is of type 1 (a timestamp delta), so the bytes of one loop never change.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from perf.instruments.flv_file import PERIOD_MS, FlvTag

HANDSHAKE_SIZE = 1536
_SET_CHUNK_SIZE, _COMMAND, _DATA = 1, 20, 18
_CONTROL_CHUNK_STREAM, _COMMAND_CHUNK_STREAM = 2, 3
_MEDIA_CHUNK_STREAM = {8: 4, 9: 6}
_MESSAGE_STREAM = 1


@dataclass(frozen=True)
class Wire:
    """What a publisher sends: first ``opening`` at once, then for ever ``loop``: (due ms, bytes) of one period."""

    opening: bytes
    loop: Sequence[tuple[int, bytes]]


def make_wire(tags: Sequence[FlvTag], chunk_size: int) -> Wire:
    """Serialise the tags for one publisher whose chunk size is ``chunk_size``."""
    opening = [
        _message(_COMMAND_CHUNK_STREAM, tag.kind, _published(tag), chunk_size, _MESSAGE_STREAM)
        for tag in tags
        if tag.is_script
    ]
    opening += [
        _message(_MEDIA_CHUNK_STREAM[tag.kind], tag.kind, tag.body, chunk_size, _MESSAGE_STREAM)
        for tag in tags
        if tag.is_configuration
    ]
    media = [tag for tag in tags if not tag.is_script and not tag.is_configuration]
    last = {kind: max(tag.timestamp_ms for tag in media if tag.kind == kind) - PERIOD_MS for kind in (8, 9)}
    loop = []
    for tag in media:
        loop.append((tag.timestamp_ms, _delta_message(tag, tag.timestamp_ms - last[tag.kind], chunk_size)))
        last[tag.kind] = tag.timestamp_ms
    return Wire(b"".join(opening), loop)


def make_connect(host: str, port: int, app: str, chunk_size: int) -> bytes:
    """Set Chunk Size, then ``connect``."""
    url = f"rtmp://{host}:{port}/{app}"
    body = amf("connect") + amf(1.0) + amf({"app": app, "type": "nonprivate", "flashVer": "FMLE/3.0", "tcUrl": url})
    size = _message(_CONTROL_CHUNK_STREAM, _SET_CHUNK_SIZE, struct.pack(">I", chunk_size), 128)
    return size + _message(_COMMAND_CHUNK_STREAM, _COMMAND, body, chunk_size)


def make_publish(stream_name: str, chunk_size: int) -> bytes:
    """``releaseStream``, ``FCPublish``, ``createStream`` and ``publish`` on message stream 1."""
    before = amf("releaseStream") + amf(2.0) + amf(None) + amf(stream_name)
    announce = amf("FCPublish") + amf(3.0) + amf(None) + amf(stream_name)
    create = amf("createStream") + amf(4.0) + amf(None)
    publish = amf("publish") + amf(5.0) + amf(None) + amf(stream_name) + amf("live")
    commands = [_message(_COMMAND_CHUNK_STREAM, _COMMAND, body, chunk_size) for body in (before, announce, create)]
    return b"".join([*commands, _message(_COMMAND_CHUNK_STREAM, _COMMAND, publish, chunk_size, _MESSAGE_STREAM)])


def make_goodbye(stream_name: str, chunk_size: int) -> bytes:
    """``FCUnpublish`` and ``deleteStream``."""
    leave = amf("FCUnpublish") + amf(6.0) + amf(None) + amf(stream_name)
    delete = amf("deleteStream") + amf(7.0) + amf(None) + amf(float(_MESSAGE_STREAM))
    return b"".join(_message(_COMMAND_CHUNK_STREAM, _COMMAND, body, chunk_size) for body in (leave, delete))


def amf(value: str | float | dict[str, str] | None) -> bytes:
    """Encode one AMF0 value."""
    if value is None:
        return b"\x05"
    if isinstance(value, str):
        return b"\x02" + _amf_text(value)
    if isinstance(value, dict):
        return b"\x03" + b"".join(_amf_text(name) + amf(entry) for name, entry in value.items()) + b"\x00\x00\x09"
    return b"\x00" + struct.pack(">d", value)


def _amf_text(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def _published(script: FlvTag) -> bytes:
    return amf("@setDataFrame") + script.body


def _message(chunk_stream: int, kind: int, body: bytes, chunk_size: int, stream: int = 0) -> bytes:
    header = struct.pack(">B3s3sB", chunk_stream, b"\x00\x00\x00", len(body).to_bytes(3), kind) + struct.pack(
        "<I", stream
    )
    return header + _chunked(chunk_stream, body, chunk_size)


def _delta_message(tag: FlvTag, delta_ms: int, chunk_size: int) -> bytes:
    chunk_stream = _MEDIA_CHUNK_STREAM[tag.kind]
    header = struct.pack(">B3s3sB", 0x40 | chunk_stream, delta_ms.to_bytes(3), len(tag.body).to_bytes(3), tag.kind)
    return header + _chunked(chunk_stream, tag.body, chunk_size)


def _chunked(chunk_stream: int, body: bytes, chunk_size: int) -> bytes:
    pieces = [body[i : i + chunk_size] for i in range(0, len(body), chunk_size)]
    return bytes([0xC0 | chunk_stream]).join(pieces)
