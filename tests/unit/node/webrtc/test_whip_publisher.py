from dataclasses import dataclass, field
from typing import get_args

import pytest

from fakes.node.parts import FakeTime, Observed, accepted, video_unit
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol, PublishDecision
from klieg.kernel.ids import StreamSessionId
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.registry import Registry
from klieg.node.webrtc.messages import GoneReason
from klieg.node.webrtc.whip_publisher import STALE_S, WhipPublisher

KEY = "sk_0123456789abcdefghij"


@dataclass
class Authority:
    """Says yes."""

    resumed: bool = False
    ended: list[EndReason] = field(default_factory=list)

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool | None = None
    ) -> PublishDecision:
        assert protocol == "whip"
        return accepted(resumed=self.resumed)

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        self.ended.append(reason)


class Studio:
    def __init__(self) -> None:
        self.time = FakeTime()
        self.observed = Observed()
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=0)
        self.authority = Authority()
        self.house = IngestHouse(
            authority=self.authority,
            registry=self.registry,
            max_kbps=1000,
            idle_timeout_s=4,
            counts=IngestCounts(),
            spawn=lambda work: work.close(),
        )
        self.sentences: list[str] = []

    async def publish(self) -> WhipPublisher:
        publisher = WhipPublisher(self.house, self.time, "192.0.2.1", over=self.sentences.append)
        await publisher.desk.authorize(KEY)
        return publisher

    @property
    def notes(self) -> list[str]:
        """What the owner may read."""
        return [what[1] for name, what in self.observed.told if name == "noted" and isinstance(what, tuple)]

    def state(self) -> BroadcastState:
        broadcast = self.registry.find("ss_1")
        assert broadcast is not None
        return broadcast.state


@pytest.fixture
def studio() -> Studio:
    return Studio()


async def test_a_goodbye_ends_the_stream_session(studio: Studio) -> None:
    publisher = await studio.publish()
    publisher.leave()
    assert studio.state() is BroadcastState.ENDED
    assert studio.sentences == ["The connection was closed."]
    assert studio.house.meters == set()


@pytest.mark.parametrize("end", get_args(GoneReason.__value__))
async def test_a_publisher_that_is_gone_may_come_back(studio: Studio, end: GoneReason) -> None:
    publisher = await studio.publish()
    publisher.note_gone(end)
    assert studio.state() is BroadcastState.AWAITING_PUBLISHER
    assert len(studio.sentences) == 1
    assert publisher.refusal is None


async def test_one_that_is_stopped_learns_why_at_its_next_request(studio: Studio) -> None:
    publisher = await studio.publish()
    studio.registry.stop(StreamSessionId("ss_1"), EndReason.KEY_RESET)
    assert publisher.refusal == "The stream key was replaced; use the new one."
    publisher.note_gone("left")
    assert studio.sentences == [publisher.refusal]


async def test_a_flood_is_ended(studio: Studio) -> None:
    publisher = await studio.publish()
    unit = video_unit(0)
    unit.payload = bytes(700_000)
    publisher.receive_unit(unit)
    assert studio.state() is BroadcastState.ENDED
    assert "1000 kb/s" in (publisher.refusal or "")


async def test_what_was_never_answered_leaves_nothing(studio: Studio) -> None:
    publisher = await studio.publish()
    publisher.give_up()
    assert studio.state() is BroadcastState.ENDED


async def becomes_stale(studio: Studio, publisher: WhipPublisher) -> list[bool]:
    before = publisher.is_stale
    studio.time.pass_by(STALE_S)
    return [before, publisher.is_stale]


async def test_one_of_which_nothing_comes_gives_way(studio: Studio) -> None:
    publisher = await studio.publish()
    assert (await becomes_stale(studio, publisher)) == [False, True]
    publisher.give_way()
    assert studio.state() is BroadcastState.AWAITING_PUBLISHER
    studio.authority.resumed = True
    again = await studio.publish()
    again.receive_unit(video_unit(0))
    assert studio.state() is BroadcastState.ON_AIR


async def test_what_it_shows_is_noted_when_it_changes(studio: Studio) -> None:
    publisher = await studio.publish()
    for audio, video in [(True, True), (False, True), (False, True), (False, False), (True, True)]:
        publisher.show_state(audio=audio, video=video)
    assert studio.notes == ["audio", "audio,video", "none"]
    publisher.note_gone("left")
    studio.authority.resumed = True
    again = await studio.publish()
    again.show_state(audio=True, video=True)
    assert studio.notes == ["audio", "audio,video", "none", "none"]
