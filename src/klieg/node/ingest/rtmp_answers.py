"""What an RTMP encoder is told, and when: the code of ``onStatus`` and a sentence (table: docs/protocols/rtmp.md).

``BadName`` means the key, ``Rejected`` the media, ``Denied`` a decision of the channel's owner, ``Idle`` silence and
``NetStream.Failed`` a fault on our side that may pass.
"""

from dataclasses import dataclass

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishRefused, RefusalCode

BAD_NAME = "NetStream.Publish.BadName"
REJECTED = "NetStream.Publish.Rejected"
DENIED = "NetStream.Publish.Denied"
IDLE = "NetStream.Publish.Idle"
FAILED = "NetStream.Failed"

APPS = frozenset({"live", "app"})
"""Applications one may publish to: ours, and the one Amazon IVS has."""

GIVES_WAY = "yield=1"
"""In the query behind the stream key: the next publisher with this key takes the place of this one."""

WRONG_APP = "There is no application of this name here: publish to rtmp://HOST/live with the stream key as stream name."
ALREADY_LIVE = PublishRefused(
    code=RefusalCode.ALREADY_LIVE,
    description="This channel is on the air already from another encoder; stop that one first.",
)
JUST_ENDED = PublishRefused(
    code=RefusalCode.UNAVAILABLE, description="The former stream has just ended; connect again in a moment."
)

REFUSAL_CODES = {
    RefusalCode.UNKNOWN_KEY: BAD_NAME,
    RefusalCode.MALFORMED_KEY: BAD_NAME,
    RefusalCode.ALREADY_LIVE: BAD_NAME,
    RefusalCode.UNAVAILABLE: FAILED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a publish as the encoder learns it."""

    code: str
    description: str


STOP_ANSWERS = {
    EndReason.STOPPED: Answer(DENIED, "The stream was stopped by the channel's owner."),
    EndReason.KEY_RESET: Answer(DENIED, "The stream key was replaced; use the new one."),
    EndReason.CHANNEL_DELETED: Answer(DENIED, "The channel was deleted."),
    EndReason.NODE_STOPPED: Answer(FAILED, "The server is going down; connect again in a moment."),
    EndReason.PROTOCOL_ERROR: Answer(REJECTED, "The stream could not be packaged."),
    EndReason.PUBLISHER_LEFT: Answer(DENIED, "Another encoder took the place that was offered to it."),
}
STOP_ANSWER_DEFAULT = Answer(FAILED, "The stream was ended by the server.")


def idle_answer(timeout_s: float) -> Answer:
    """Nothing was sent for so long."""
    return Answer(IDLE, f"Nothing arrived for {timeout_s:g} s.")


def flood_answer(max_kbps: int) -> Answer:
    """More was sent than the limit."""
    return Answer(REJECTED, f"More than {max_kbps} kb/s arrived over five seconds, which is the limit here.")


def masked_key(stream_key: str) -> str:
    """Return a stream key fit for a log line: ``sk_…`` and the last four characters of a long enough one."""
    tail = stream_key[-4:] if len(stream_key) >= 16 and stream_key.isascii() else ""
    return f"sk_…{tail}"
