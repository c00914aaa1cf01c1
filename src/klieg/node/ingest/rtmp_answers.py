"""What an RTMP encoder is told, and when: the code of ``onStatus`` and a sentence (table: docs/protocols/rtmp.md).

``BadName`` means the key, ``Rejected`` the media, ``Denied`` a decision of the channel's owner, ``Idle`` silence and
``NetStream.Failed`` a fault on our side that may pass.
"""

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import RefusalCode
from klieg.node.ingest.publish_ending import PublishEnding

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

REFUSAL_CODES = {
    RefusalCode.UNKNOWN_KEY: BAD_NAME,
    RefusalCode.MALFORMED_KEY: BAD_NAME,
    RefusalCode.ALREADY_LIVE: BAD_NAME,
    RefusalCode.INSECURE_INGEST: REJECTED,
    RefusalCode.UNAVAILABLE: FAILED,
}

_STOP_CODES = {
    EndReason.STOPPED: DENIED,
    EndReason.KEY_RESET: DENIED,
    EndReason.CHANNEL_DELETED: DENIED,
    EndReason.PROTOCOL_ERROR: REJECTED,
    EndReason.PUBLISHER_LEFT: DENIED,
}


def status_code(ending: PublishEnding) -> str:
    """Return the code of the ``onStatus`` that ends a publish."""
    if ending.code == "idle":
        return IDLE
    if ending.code != "stopped" or ending.reason is None:
        return REJECTED
    return _STOP_CODES.get(ending.reason, FAILED)
