"""The stream id of an SRT caller (SRT Access Control Guidelines, draft-sharabayko-srt, appendix B)."""

from klieg.kernel.errors import ProtocolError

MAX_CHARACTERS = 512
"""Longest stream id the protocol carries."""

_PREFIX = "#!::"


class StreamIdError(ProtocolError):
    """The stream id does not say what is to be published.

    Attributes:
        code: Rejection code the caller gets (SRT ``access_control.h``): 1400, 1405 or 1415.
    """

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


BAD_REQUEST, BAD_MODE, UNSUPPORTED_TYPE = 1400, 1405, 1415


def read_stream_key(stream_id: str) -> str:
    """Return the stream key: the whole stream id, or the resource name ``r`` of the ``#!::`` form.

    In that form ``m``, when given, is ``publish``, and ``t`` is ``stream``; other keys are not looked at.

    Raises:
        StreamIdError: there is no key in it, or it wants something else than to publish a stream.
    """
    if len(stream_id) > MAX_CHARACTERS:
        raise StreamIdError(BAD_REQUEST, f"A stream id has at most {MAX_CHARACTERS} characters.")
    if not stream_id.startswith("#!"):
        return _require(stream_id)
    if not stream_id.startswith(_PREFIX):
        raise StreamIdError(BAD_REQUEST, "Of the forms of stream ids that begin with #! only #!:: is taken.")
    pairs = [pair.partition("=") for pair in stream_id.removeprefix(_PREFIX).split(",")]
    values = {name.strip(): value.strip() for name, _, value in pairs}
    if values.get("m", "publish") != "publish":
        raise StreamIdError(BAD_MODE, "One can only publish here: m=publish.")
    if values.get("t", "stream") != "stream":
        raise StreamIdError(UNSUPPORTED_TYPE, "Only streams are taken: t=stream.")
    return _require(values.get("r", ""))


def _require(key: str) -> str:
    if not key:
        raise StreamIdError(BAD_REQUEST, "The stream id is the stream key; it is empty.")
    return key
