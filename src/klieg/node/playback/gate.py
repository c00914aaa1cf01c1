"""The gate: which viewer may have something of a broadcast, by the token that was shown."""

from collections.abc import Iterator
from enum import Enum, auto

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from klieg.contracts.playback import PlaybackKey, PlaybackTokenError
from klieg.kernel.clock import Clock
from klieg.node.playback.viewing import LONGEST_S, Admittance, Viewing

MAX_KEPT = 50_000
"""Tokens kept that were found good. One more pushes the oldest out; a player that went on with that needs a new one."""

SWEEP_EVERY_S = 30.0


class Refusal(Enum):
    """Why a viewer may not."""

    MISSING = auto()
    INVALID = auto()
    EXPIRED = auto()
    BANNED = auto()


class PlaybackGate:
    """Verifies tokens, each once while it is used.

    Args:
        key: Verifies tokens.
        clock: Both clocks.

    Attributes:
        refused: How often, by why.
    """

    def __init__(self, key: PlaybackKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._kept: dict[str, Viewing] = {}
        self._swept_at = clock.now()
        self.refused: dict[Refusal, int] = dict.fromkeys(Refusal, 0)

    def __len__(self) -> int:
        return len(self._kept)

    def admit(self, admittance: Admittance, token: str) -> Viewing | Refusal:
        """Return the viewing of who shows ``token``; empty: shows none."""
        rules = admittance.rules
        if admittance.is_open:
            return admittance.by_address
        viewing = self._kept.get(token) or self._verify(token)
        if not isinstance(viewing, Viewing):
            return self._refuse(viewing)
        if viewing.channel_id != admittance.channel_id:
            return self._refuse(Refusal.INVALID)
        if viewing.viewer in rules.banned:
            return self._refuse(Refusal.BANNED)
        return viewing if viewing.use(self._clock.now()) else self._refuse(Refusal.EXPIRED)

    def tick(self) -> None:
        """Forget now and then what nobody uses."""
        now = self._clock.now()
        if now - self._swept_at >= SWEEP_EVERY_S:
            self._swept_at = now
            self._kept = {token: viewing for token, viewing in self._kept.items() if not viewing.has_lapsed(now)}

    def collect(self) -> Iterator[Metric]:
        """Read the numbers for Prometheus."""
        yield GaugeMetricFamily("klieg_node_playback_tokens", "Playback tokens in use.", value=len(self))
        refusals = CounterMetricFamily(
            "klieg_node_playback_refusals", "Requests of viewers refused, by why.", labels=["why"]
        )
        for refusal, count in self.refused.items():
            refusals.add_metric([refusal.name.lower()], count)
        yield refusals

    def _verify(self, text: str) -> Viewing | Refusal:
        if not text:
            return Refusal.MISSING
        try:
            token = self._key.verify(text)
        except PlaybackTokenError:
            return Refusal.INVALID
        left_s = token.expires_at - self._clock.wallclock()
        if left_s < 0:
            return Refusal.EXPIRED
        now = self._clock.now()
        viewing = Viewing(
            token.channel_id,
            by_token=True,
            viewer=token.viewer,
            begins_until=now + left_s,
            ends_at=now + max(left_s, LONGEST_S),
        )
        if len(self._kept) >= MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[text] = viewing
        return viewing

    def _refuse(self, refusal: Refusal) -> Refusal:
        self.refused[refusal] += 1
        return refusal
