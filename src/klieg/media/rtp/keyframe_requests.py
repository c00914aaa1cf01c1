"""When to ask a source for a keyframe: lost pictures, somebody's wish, and often enough for short segments."""

MIN_PAUSE_S = 0.3
"""A keyframe costs ten pictures: it is not asked for more often."""
_PERIODIC_PAUSE_S = 1.0
"""A source that does not answer the periodic wish has its own rhythm; it is asked again this late."""


class KeyframeRequests:
    """The wishes for one source.

    Attributes:
        sent: Requests made.
    """

    def __init__(self, interval_s: float, now: float) -> None:
        self.sent = 0
        self._interval_s = interval_s
        self._keyframe_at = now
        self._asked_at = now  # a source begins with a keyframe of its own accord: that one is waited for first
        self._wanted = False

    def receive_keyframe(self, now: float) -> None:
        """Note that one came."""
        self._keyframe_at = now
        self._wanted = False

    def want(self) -> None:
        """Ask for one as soon as the pause allows."""
        self._wanted = True

    def poll(self, now: float, *, broken: bool) -> bool:
        """Tell whether to ask now; ``broken`` is that nothing decodes until one comes."""
        pause = MIN_PAUSE_S if broken or self._wanted else _PERIODIC_PAUSE_S
        periodic = now >= self._keyframe_at + self._interval_s
        if not (broken or self._wanted or periodic) or now < self._asked_at + pause:
            return False
        self._asked_at = now
        self.sent += 1
        return True
