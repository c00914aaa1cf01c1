"""What a peer can do wrong on an RTMP connection.

RtmpError                    any of these; the connection ends with a ConnectionFailed event
├── HandshakeError           not RTMP, or a version that cannot be answered
├── ChunkError               a chunk header that cannot follow what came before
├── MessageError             a message whose body does not fit its type
├── Amf0Error                a value that is not AMF0
├── DialogueError            a command where the dialogue has no place for it
└── LimitExceededError       more than a named maximum of ``limits.Limits``
"""

from klieg.kernel.errors import ProtocolError


class RtmpError(ProtocolError):
    """The peer broke RTMP."""


class HandshakeError(RtmpError):
    """The first bytes are not an RTMP handshake."""


class ChunkError(RtmpError):
    """A chunk header that cannot follow what came before."""


class MessageError(RtmpError):
    """A message whose body does not fit its type."""


class Amf0Error(RtmpError):
    """Bytes that are not AMF0, or a value AMF0 cannot carry."""


class DialogueError(RtmpError):
    """A command where the dialogue has no place for it."""


class LimitExceededError(RtmpError):
    """The peer went over a named maximum.

    Attributes:
        limit: Field of ``Limits`` that was exceeded.
    """

    def __init__(self, limit: str, maximum: int) -> None:
        super().__init__(f"The peer exceeded {limit} = {maximum}.")
        self.limit = limit
        self.maximum = maximum
