"""The layers a section sends (RFC 8853, 5.1; RFC 8851)."""

from klieg.media.sdp.description import MediaSection

MAX_LAYERS = 4
_MAX_RID_CHARACTERS = 16
"""A one-byte header extension element holds 16 bytes (RFC 8285, 4.2)."""


def sent_layers(section: MediaSection) -> tuple[str, ...]:
    """Return the RIDs of the layers that are sent, in the order of the ``simulcast`` line.

    Of alternatives only the first is taken, a layer that starts paused (``~``) is taken like any other, and a layer
    needs its own ``rid`` line. More than ``MAX_LAYERS`` are cut off. One layer alone is no simulcast.
    """
    words = (section.value("simulcast") or "").split()
    sent = next((words[at + 1] for at in range(0, len(words) - 1, 2) if words[at] == "send"), "")
    declared = {value.split()[0] for value in section.values("rid") if value.split()[1:2] == ["send"]}
    first = (alternatives.split(",")[0].removeprefix("~") for alternatives in sent.split(";"))
    rids = [rid for rid in dict.fromkeys(first) if rid in declared and len(rid) <= _MAX_RID_CHARACTERS]
    return tuple(rids[:MAX_LAYERS]) if len(rids) > 1 else ()
