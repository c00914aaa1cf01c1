"""When a peer counts as gone: it closed, never connected, or fell silent. The engine itself takes half a minute."""

from klieg.node.webrtc.messages import GoneReason
from klieg.node.webrtc.peers.peer_connection import ConnectionState

CONNECT_S = 15.0
"""A peer whose media cannot flow this long after its offer will not come: a firewall is in the way."""
_STATE_EVERY_S = 0.1


class Lifetime:
    """What is known of a peer's being there. Clocks are the caller's: ``now`` is monotonic seconds.

    Args:
        silence_s: A connected peer that sends nothing for this long is gone.
        now: When its offer came.

    Attributes:
        is_open: Whether media can flow.
    """

    def __init__(self, *, silence_s: float, now: float) -> None:
        self._silence_s = silence_s
        self._heard_at = now
        self._opened_by = now + CONNECT_S
        self._state_at = now
        self._has_left = False
        self.is_open = False

    def note_heard(self, now: float) -> None:
        """A packet of the peer came."""
        self._heard_at = now

    def note_left(self) -> None:
        """The peer said goodbye."""
        self._has_left = True

    def is_due(self, now: float) -> bool:
        """Return whether the connection's state should be looked at again: ten times a second."""
        if now < self._state_at:
            return False
        self._state_at = now + _STATE_EVERY_S
        return True

    def judge(self, state: ConnectionState, now: float) -> GoneReason | None:
        """Return why the peer is gone; None while it is there."""
        if self._has_left:
            return "left"
        if state is ConnectionState.CLOSED:
            return "left" if self.is_open else "failed"
        if state is ConnectionState.OPENING:
            return "never_connected" if now >= self._opened_by else None
        if not self.is_open:
            self.is_open = True
            self._heard_at = now
        return "silent" if now - self._heard_at >= self._silence_s else None
