"""Pure decisions about playback."""

import re
from datetime import datetime

from klieg.contracts.playback import PlaybackToken
from klieg.kernel.ids import ChannelId, ViewerId

PLAYBACK_SESSION_PATTERN = "^[A-Za-z0-9_-]{8,64}$"
_FORM = re.compile(r"[A-Za-z0-9_-]{8,64}")


def is_playback_session_id(text: str) -> bool:
    """Whether a player could have chosen this id for its sitting."""
    return _FORM.fullmatch(text) is not None


def grant_playback(channel_id: str, account_id: str | None, *, now: datetime, life_s: int) -> PlaybackToken:
    """Return leave to begin watching a channel.

    Args:
        channel_id: Which.
        account_id: Whose; None: a guest's.
        now: From when.
        life_s: For how many seconds.
    """
    viewer = ViewerId(account_id) if account_id is not None else None
    return PlaybackToken(ChannelId(channel_id), viewer, int(now.timestamp()) + life_s)
