"""A node asks anew who may watch when it is told to, until it knows."""

import asyncio
from collections.abc import Coroutine

import pytest

from klieg.contracts.playback import PlaybackPolicy, ViewingRules
from klieg.kernel.ids import ChannelId, ViewerId
from klieg.node.playback import rules_keeper as module
from klieg.node.playback.rules_keeper import RulesKeeper
from klieg.node.playback.viewing import Admittance, IsRefused, Viewing

CHANNEL = ChannelId("ch_1")
ASKS = ViewingRules(policy=PlaybackPolicy.TOKEN)
BANS = ViewingRules(policy=PlaybackPolicy.TOKEN, banned=frozenset({ViewerId("ac_1")}))


class Scene:
    """A keeper of one broadcast, and a control that answers when it is let."""

    def __init__(self) -> None:
        self.admittances = [Admittance(CHANNEL, ViewingRules())]
        self.answers: asyncio.Queue[ViewingRules | None] = asyncio.Queue()
        self.asked = 0
        self.enforced: list[IsRefused] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.keeper = RulesKeeper(ask=self.ask, find=self.find, enforce=self.enforced.append, spawn=self.spawn)

    async def ask(self, channel_id: ChannelId) -> ViewingRules | None:
        assert channel_id == CHANNEL
        self.asked += 1
        return await self.answers.get()

    def find(self, channel_id: ChannelId) -> list[Admittance]:
        return [admittance for admittance in self.admittances if admittance.channel_id == channel_id]

    def spawn(self, work: Coroutine[None, None, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    async def settle(self) -> None:
        async with asyncio.timeout(5):
            await asyncio.gather(*self.tasks)

    @property
    def rules(self) -> ViewingRules:
        return self.admittances[0].rules


async def test_the_rules_are_asked_for_and_enforced() -> None:
    scene = Scene()
    assert scene.keeper.note_changed(CHANNEL)
    scene.answers.put_nowait(BANS)
    await scene.settle()
    assert scene.rules == BANS
    [is_refused] = scene.enforced
    assert is_refused(Viewing(CHANNEL, by_token=True, viewer=ViewerId("ac_1")))
    assert is_refused(Viewing(CHANNEL))
    assert not is_refused(Viewing(CHANNEL, by_token=True, viewer=ViewerId("ac_2")))
    assert not is_refused(Viewing(ChannelId("ch_2")))


async def test_of_a_channel_that_is_not_held_nothing_is_asked() -> None:
    scene = Scene()
    assert not scene.keeper.note_changed(ChannelId("ch_2"))
    assert scene.tasks == []


async def test_a_change_while_it_asks_is_asked_for_again() -> None:
    scene = Scene()
    scene.keeper.note_changed(CHANNEL)
    await asyncio.sleep(0)
    scene.keeper.note_changed(CHANNEL)
    scene.keeper.note_changed(CHANNEL)
    assert len(scene.tasks) == 1
    scene.answers.put_nowait(BANS)
    scene.answers.put_nowait(ASKS)
    await scene.settle()
    assert (scene.asked, scene.rules) == (2, ASKS)
    scene.keeper.note_changed(CHANNEL)
    scene.answers.put_nowait(BANS)
    await scene.settle()
    assert scene.rules == BANS


async def test_a_control_that_is_away_is_asked_until_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_FIRST_S", 0.001)
    scene = Scene()
    scene.keeper.note_changed(CHANNEL)
    for answer in (None, None, BANS):
        scene.answers.put_nowait(answer)
    await scene.settle()
    assert (scene.asked, scene.rules) == (3, BANS)


async def test_it_gives_up_when_the_broadcast_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_FIRST_S", 0.001)
    scene = Scene()
    scene.keeper.note_changed(CHANNEL)
    await asyncio.sleep(0)
    scene.admittances.clear()
    scene.answers.put_nowait(None)
    await scene.settle()
    assert scene.asked == 1
    assert scene.enforced == []
