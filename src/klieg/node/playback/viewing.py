"""A viewing: one viewer's leave to watch one channel. An admittance: who may watch one broadcast."""

from collections.abc import Callable

from klieg.contracts.playback import PlaybackPolicy, ViewingRules
from klieg.kernel.ids import ChannelId, ViewerId

PAUSE_S = 60.0
"""A player that goes on within this time goes on with its token, though that has expired meanwhile."""

LONGEST_S = 12 * 3600.0
"""After this long every player needs a new token, so that one which got into other hands is worth something for a day
at most."""


class Viewing:
    """Leave to watch a channel, by a token or (``viewer`` and ``by_token`` unset) by its address alone.

    Args:
        channel_id: Which.
        by_token: Whether a token gave it.
        viewer: Whom the token names.
        begins_until: Monotonic time at which the token expires: playback that has not begun by then may not.
        ends_at: Monotonic time at which it is over for those who went on, too.
    """

    __slots__ = ("_begins_until", "_ends_at", "_used_at", "by_token", "channel_id", "viewer")

    def __init__(
        self,
        channel_id: ChannelId,
        *,
        by_token: bool = False,
        viewer: ViewerId | None = None,
        begins_until: float = 0.0,
        ends_at: float = 0.0,
    ) -> None:
        self.channel_id = channel_id
        self.by_token = by_token
        self.viewer = viewer
        self._begins_until = begins_until
        self._ends_at = ends_at
        self._used_at = 0.0

    def use(self, now: float) -> bool:
        """Take note that the viewer asks for something. False when it is too late for that."""
        if self.has_lapsed(now):
            return False
        self._used_at = now
        return True

    def has_lapsed(self, now: float) -> bool:
        """Whether the token has expired, and nobody goes on with it."""
        return now > self._begins_until and (now - self._used_at > PAUSE_S or now > self._ends_at)


type IsRefused = Callable[[Viewing], bool]
"""Whether what a viewing allowed is no longer allowed."""


class Admittance:
    """Who may watch one broadcast.

    Attributes:
        channel_id: The broadcast's channel.
        rules: What control said last.
        by_address: The viewing of those who show no token.
    """

    __slots__ = ("by_address", "channel_id", "rules")

    def __init__(self, channel_id: ChannelId, rules: ViewingRules) -> None:
        self.channel_id = channel_id
        self.rules = rules
        self.by_address = Viewing(channel_id)

    @property
    def is_open(self) -> bool:
        """Whether nobody is asked for a token."""
        return self.rules.policy is PlaybackPolicy.OPEN

    def refuses(self, viewing: Viewing) -> bool:
        """Whether a viewing of this channel is not allowed, or not any more."""
        if viewing.channel_id != self.channel_id or self.is_open:
            return False
        return not viewing.by_token or viewing.viewer in self.rules.banned
