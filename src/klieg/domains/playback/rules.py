"""Pure decisions about playback."""

import re

PLAYBACK_SESSION_PATTERN = "^[A-Za-z0-9_-]{8,64}$"
_FORM = re.compile(r"[A-Za-z0-9_-]{8,64}")


def is_playback_session_id(text: str) -> bool:
    """Whether a player could have chosen this id for its sitting."""
    return _FORM.fullmatch(text) is not None
