"""Who watches: playback sessions and their beats.

A viewer is a playback session whose last beat is younger than the window. Nothing of it is a row: the beats live on
the bus, so that every control counts the same.
"""

from klieg.domains.playback.ports import ViewerCounts
from klieg.domains.playback.rules import PLAYBACK_SESSION_PATTERN, grant_playback, is_playback_session_id
from klieg.domains.playback.schemas import Beat

__all__ = ["PLAYBACK_SESSION_PATTERN", "Beat", "ViewerCounts", "grant_playback", "is_playback_session_id"]
