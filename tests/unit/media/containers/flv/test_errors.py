from klieg.kernel.errors import ProtocolError
from klieg.media.containers.flv.errors import FlvError, TrackCountError, UnsupportedCodecError


def test_what_is_not_carried_is_a_fault_of_the_media() -> None:
    assert issubclass(UnsupportedCodecError, FlvError)
    assert issubclass(TrackCountError, FlvError)
    assert issubclass(FlvError, ProtocolError)
