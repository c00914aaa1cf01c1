"""Keeps the viewing rules of broadcasts as control has them, and ends what they no longer allow."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence

import structlog

from klieg.contracts.playback import ViewingRules
from klieg.kernel.ids import ChannelId
from klieg.node.playback.viewing import Admittance, IsRefused

_log = structlog.get_logger(__name__)

RETRY_FIRST_S = 0.2
RETRY_MOST_S = 5.0


class RulesKeeper:
    """Asks control when it was told that a channel's rules have changed.

    The rules are asked for rather than told, so that orders that overtake one another do no harm: whoever asks after
    the last change gets the last rules.

    Args:
        ask: Asks control for a channel's rules; None when it does not answer.
        find: Returns the admittances of the broadcasts of a channel.
        enforce: Ends what is under way for viewers that are refused.
        spawn: Runs a coroutine beside the caller.
    """

    def __init__(
        self,
        *,
        ask: Callable[[ChannelId], Awaitable[ViewingRules | None]],
        find: Callable[[ChannelId], Sequence[Admittance]],
        enforce: Callable[[IsRefused], None],
        spawn: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        self._ask = ask
        self._find = find
        self._enforce = enforce
        self._spawn = spawn
        self._asking: set[ChannelId] = set()
        self._changed_again: set[ChannelId] = set()

    def note_changed(self, channel_id: ChannelId) -> bool:
        """Ask for a channel's rules. False when no broadcast of it is held."""
        if not self._find(channel_id):
            return False
        if channel_id in self._asking:
            self._changed_again.add(channel_id)
        else:
            self._asking.add(channel_id)
            self._spawn(self._follow(channel_id))
        return True

    async def _follow(self, channel_id: ChannelId) -> None:
        retry_s = RETRY_FIRST_S
        try:
            while self._find(channel_id):
                self._changed_again.discard(channel_id)
                rules = await self._ask(channel_id)
                if rules is None:
                    await asyncio.sleep(retry_s)
                    retry_s = min(2 * retry_s, RETRY_MOST_S)
                    continue
                self._apply(channel_id, rules)
                if channel_id not in self._changed_again:
                    break
        finally:
            self._asking.discard(channel_id)
            self._changed_again.discard(channel_id)

    def _apply(self, channel_id: ChannelId, rules: ViewingRules) -> None:
        admittances = self._find(channel_id)
        for admittance in admittances:
            admittance.rules = rules
        self._enforce(lambda viewing: any(admittance.refuses(viewing) for admittance in admittances))
        _log.info("viewing_rules_changed", channel_id=channel_id, policy=rules.policy, banned=len(rules.banned))
