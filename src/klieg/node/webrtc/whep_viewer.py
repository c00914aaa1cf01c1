"""One WHEP viewer: its peer in the worker, and the broadcast it watches."""

from collections.abc import Callable

from klieg.media.unit import Unit
from klieg.node.playback.viewing import Viewing
from klieg.node.webrtc.watched import WatchedBroadcast
from klieg.node.webrtc.worker_link import PeerEnd

_ENDS: dict[PeerEnd, str] = {
    "ended": "The stream has ended, or can be played by WebRTC no more; watch by HLS.",
    "never_connected": "No media could get through: UDP may be blocked, see the ICE servers of the answer.",
    "silent": "Nothing was heard of the player any more.",
    "worker_lost": "The server's WebRTC worker has ended; connect again.",
}
_END_DEFAULT = "The connection was closed."


class WhepViewer:
    """A viewer by WebRTC (:class:`klieg.node.webrtc.worker_link.PeerOwner`).

    Args:
        peer: Its name.
        watched: What it watches.
        viewing: By what leave.
        over: Called once with a sentence when the peer is to be let go.
    """

    def __init__(self, peer: str, watched: WatchedBroadcast, viewing: Viewing, *, over: Callable[[str], None]) -> None:
        self.peer = peer
        self.watched = watched
        self.viewing = viewing
        self._over: Callable[[str], None] | None = over

    def note_connected(self) -> None:
        """Media flow."""

    def receive_unit(self, unit: Unit) -> None:
        """Ignore it: viewers send none."""

    def note_gone(self, end: PeerEnd) -> None:
        """The peer is closed."""
        self._let_go(_ENDS.get(end, _END_DEFAULT))

    def leave(self) -> None:
        """The client said goodbye, or left before it was answered."""
        self._let_go(_END_DEFAULT)

    def refuse(self, sentence: str) -> None:
        """It may not watch any more."""
        self._let_go(sentence)

    def _let_go(self, sentence: str) -> None:
        over, self._over = self._over, None
        if over is not None:
            over(sentence)
            self.watched.dismiss(self.peer)
