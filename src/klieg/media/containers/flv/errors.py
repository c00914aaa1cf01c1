"""What the media of an encoder can have wrong.

FlvError                     a tag that cannot be read
├── UnsupportedCodecError    readable, but of a codec that is not carried; the sentence names it
└── TrackCountError          more tracks, or higher track numbers, than are carried
"""

from klieg.kernel.errors import ProtocolError


class FlvError(ProtocolError):
    """A tag cannot be read."""


class UnsupportedCodecError(FlvError):
    """A codec that is not carried; the sentence is for the person at the encoder."""


class TrackCountError(FlvError):
    """More tracks than are carried; the sentence is for the person at the encoder."""
