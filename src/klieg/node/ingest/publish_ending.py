"""Why a publisher is dropped: one sentence for the person at the encoder, whatever protocol tells it."""

from dataclasses import dataclass

from klieg.contracts.facts import EndReason
from klieg.node.ingest.limits import Breach
from klieg.node.ingest.multitrack_gate import MultitrackError


@dataclass(frozen=True, slots=True)
class PublishEnding:
    """The end of a publish that the encoder did not ask for.

    Attributes:
        code: Its name in logs and metrics, and the row of the protocol's table in docs/protocols.
        reason: What control is told; None when the stream session goes on waiting for the encoder.
        description: One sentence for the person at the encoder.
    """

    code: str
    reason: EndReason | None
    description: str


_STOP_SENTENCES = {
    EndReason.STOPPED: "The stream was stopped by the channel's owner.",
    EndReason.KEY_RESET: "The stream key was replaced; use the new one.",
    EndReason.CHANNEL_DELETED: "The channel was deleted.",
    EndReason.NODE_STOPPED: "The server is going down; connect again in a moment.",
    EndReason.PROTOCOL_ERROR: "The stream could not be packaged.",
    EndReason.PUBLISHER_LEFT: "Another encoder took the place that was offered to it.",
}
_STOP_SENTENCE_DEFAULT = "The stream was ended by the server."


def stopped(reason: EndReason) -> PublishEnding:
    """The stream session was ended from our side."""
    return PublishEnding("stopped", reason, _STOP_SENTENCES.get(reason, _STOP_SENTENCE_DEFAULT))


def idle(timeout_s: float) -> PublishEnding:
    """Nothing was sent for so long; the session waits for the encoder to come back."""
    return PublishEnding("idle", None, f"Nothing arrived for {timeout_s:g} s.")


def flood(max_kbps: int) -> PublishEnding:
    """More was sent than the limit."""
    sentence = f"More than {max_kbps} kb/s arrived over five seconds, which is the limit here."
    return PublishEnding("flood", EndReason.LIMIT_BREACH, sentence)


def limit(breach: Breach) -> PublishEnding:
    """More was sent than the channel's type allows: ``limit_bit_rate`` or ``limit_resolution``."""
    return PublishEnding(f"limit_{breach.code}", EndReason.LIMIT_BREACH, breach.description)


def multitrack(error: MultitrackError) -> PublishEnding:
    """The pictures are not what the channel takes; the sentence begins with the video service's name for it."""
    return PublishEnding(error.reason.value, error.reason, str(error))


def unreadable(code: str, description: str) -> PublishEnding:
    """The media cannot be taken: ``audio_only``, ``unsupported_codec`` or ``malformed_media``."""
    return PublishEnding(code, EndReason.PROTOCOL_ERROR, description)
