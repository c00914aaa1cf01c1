"""Shapes of playback."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beat:
    """A player's report that it plays. Equal beats are one."""

    channel_id: str
    playback_session_id: str
