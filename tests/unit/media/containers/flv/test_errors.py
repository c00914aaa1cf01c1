from klieg.kernel.errors import ProtocolError
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError


def test_an_unsupported_codec_is_a_fault_of_the_media() -> None:
    assert issubclass(UnsupportedCodecError, FlvError)
    assert issubclass(FlvError, ProtocolError)
