"""Every maximum of an RTMP connection, by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a peer may ask of us. Sizes in bytes; exceeding one is a LimitExceededError naming the field.

    Attributes:
        message_bytes: Longest message, so the largest coded picture (a 24-bit length could say 16 MiB).
        partial_bytes: Unfinished messages of all chunk streams of a connection together.
        headers_per_second: Chunk headers read one by one in a second (a run of continuations counts once): bounds the
            work that tiny chunks or empty messages can cause.
        chunk_streams: Chunk streams one connection may use.
        message_streams: NetStreams one connection may hold open.
        bytes_before_publish: Bytes a peer may send until a publish is accepted, handshake included.
        command_bytes: Longest command or data message.
        amf_depth: Nesting of objects and arrays in one AMF0 value.
        amf_values: Values, counted through all levels, in one command or data message.
        name_length: Characters of an application, stream or command name.
        aggregate_messages: Messages inside one aggregate message.
    """

    message_bytes: int = 8 * 1024 * 1024
    partial_bytes: int = 12 * 1024 * 1024
    headers_per_second: int = 50_000
    chunk_streams: int = 64
    message_streams: int = 8
    bytes_before_publish: int = 1024 * 1024
    command_bytes: int = 64 * 1024
    amf_depth: int = 16
    amf_values: int = 4096
    name_length: int = 1024
    aggregate_messages: int = 4096


DEFAULT_LIMITS = Limits()
