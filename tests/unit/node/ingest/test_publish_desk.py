"""The desk without a protocol: what reaches the broadcast, and what the protocol is asked to tell."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace

import pytest

from fakes.node.parts import VIDEO, FakeTime, Observed, RecordingReader, accepted, audio_unit, video_unit
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import (
    ChannelType,
    IngestProtocol,
    MultitrackPolicy,
    PublishAccepted,
    PublishDecision,
    PublishRefused,
    PublishRules,
    RefusalCode,
)
from klieg.kernel.ids import StreamSessionId
from klieg.media.track import FURTHER_VIDEO, TrackId
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse, PublishDesk
from klieg.node.ingest.publish_ending import PublishEnding
from klieg.node.registry import Registry


@dataclass
class Room:
    """A desk of a WHIP publisher, and all it speaks to."""

    decisions: list[PublishDecision] = field(default_factory=lambda: [accepted()])
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    dropped: list[PublishEnding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.time = FakeTime()
        self.observed = Observed()
        self.reader = RecordingReader()
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_open.append(lambda broadcast: broadcast.attach(self.reader))
        self.counts = IngestCounts()
        self.house = IngestHouse(
            authority=self,
            registry=self.registry,
            max_kbps=800,
            idle_timeout_s=4,
            counts=self.counts,
            spawn=self._spawn,
        )
        self.desk = self.new_desk()

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        raise AssertionError("the desk leaves tasks to the protocol")

    def new_desk(self) -> PublishDesk:
        return PublishDesk(self.house, "whip", "192.0.2.7", drop=self.dropped.append)

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        assert not encrypted
        self.asked.append((protocol, stream_key, client_address))
        return self.decisions.pop(0)

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        self.unused.append(session_id)


@pytest.fixture
def room() -> Room:
    return Room()


async def test_a_publisher_on_the_air_writes_from_its_first_picture_on(room: Room) -> None:
    decision = await room.desk.authorize("sk_key", software="browser")
    assert isinstance(decision, PublishAccepted)
    assert room.asked == [("whip", "sk_key", "192.0.2.7")]
    assert room.desk.granted is decision
    assert room.desk.broadcast is not None
    assert room.desk.broadcast.encoder.software == "browser"
    units = [audio_unit(0), audio_unit(1), video_unit(0), audio_unit(2)]
    for unit in units[:2]:
        room.desk.write(unit)
    assert room.reader.units == []
    for unit in units[2:]:
        room.desk.write(unit)
    assert room.reader.units == units


async def test_what_is_written_off_the_air_goes_nowhere(room: Room) -> None:
    room.desk.write(video_unit(0))
    await room.desk.authorize("sk_key")
    room.desk.end(EndReason.PUBLISHER_LEFT)
    room.desk.write(video_unit(1))
    room.desk.end(EndReason.PUBLISHER_LEFT)
    assert room.reader.units == []
    assert room.observed.told == [("ended", EndReason.PUBLISHER_LEFT)]


async def test_a_refusal_is_returned_and_counted(room: Room) -> None:
    refused = PublishRefused(code=RefusalCode.INSECURE_INGEST, description="Encrypt it.")
    room.decisions = [refused]
    assert await room.desk.authorize("sk_key") is refused
    assert room.counts.refusals == {"insecure_ingest": 1}
    assert room.desk.broadcast is None
    assert room.dropped == [], "who asked answers"


async def test_sound_alone_ends_by_a_sentence_for_the_encoder(room: Room) -> None:
    await room.desk.authorize("sk_key")
    for number in range(150):
        room.desk.write(audio_unit(number))
    assert [(ending.code, ending.reason) for ending in room.dropped] == [("audio_only", EndReason.PROTOCOL_ERROR)]
    assert room.observed.told == [("ended", EndReason.PROTOCOL_ERROR)]


@pytest.mark.parametrize("policy", [MultitrackPolicy.REFUSE, MultitrackPolicy.ALLOW])
async def test_further_pictures_are_the_channel_s_to_allow(room: Room, policy: MultitrackPolicy) -> None:
    room.decisions = [accepted().model_copy(update={"rules": PublishRules(multitrack=policy)})]
    await room.desk.authorize("sk_key")
    further = video_unit(0, track=replace(VIDEO, id=TrackId(FURTHER_VIDEO + 1)))
    room.desk.write(video_unit(0))
    room.desk.write(further)
    if policy is MultitrackPolicy.ALLOW:
        assert room.reader.units[1:] == [further]
        return
    assert len(room.reader.units) == 1
    assert [ending.code for ending in room.dropped] == ["multitrack_not_allowed"]
    assert room.dropped[0].description.startswith("MultitrackInputNotAllowed: ")
    assert room.observed.told == [("ended", EndReason.MULTITRACK_NOT_ALLOWED)]


async def test_a_picture_larger_than_the_channel_s_type_allows_ends_by_a_sentence(room: Room) -> None:
    room.decisions = [accepted().model_copy(update={"rules": PublishRules(channel_type=ChannelType.STANDARD)})]
    await room.desk.authorize("sk_key")
    room.desk.write(video_unit(0))
    room.desk.write(video_unit(60, track=replace(VIDEO, width=2560, height=1440)))
    assert len(room.reader.units) == 1
    assert [ending.code for ending in room.dropped] == ["limit_resolution"]
    noted = ("noted", (StreamEventName.LIMIT_BREACH, "limit_resolution"))
    assert room.observed.told == [noted, ("ended", EndReason.LIMIT_BREACH)]


async def test_more_bits_than_the_channel_s_type_allows_end_by_a_sentence(room: Room) -> None:
    room.house = replace(room.house, max_kbps=30_000)
    room.decisions = [accepted().model_copy(update={"rules": PublishRules(channel_type=ChannelType.STANDARD)})]
    room.desk = room.new_desk()
    await room.desk.authorize("sk_key")
    room.desk.write(video_unit(0))
    room.desk.count(5_900_000, 100.0)
    assert room.dropped == []
    room.desk.count(300_000, 104.0)
    assert [ending.code for ending in room.dropped] == ["limit_bit_rate"]
    assert room.dropped[0].description.startswith("More than 9775 kb/s")


async def test_a_stop_from_our_side_is_told_once_and_ends_nothing_twice(room: Room) -> None:
    await room.desk.authorize("sk_key")
    assert room.registry.stop(StreamSessionId("ss_1"), EndReason.KEY_RESET)
    assert [(ending.code, ending.reason) for ending in room.dropped] == [("stopped", EndReason.KEY_RESET)]
    room.desk.lose()
    assert room.observed.told == [("ended", EndReason.KEY_RESET)]


async def test_one_that_offered_its_place_makes_way_to_the_next(room: Room) -> None:
    await room.desk.authorize("sk_key", gives_way=True)
    room.decisions = [accepted(resumed=True), accepted("ss_2")]
    second = room.new_desk()
    decision = await second.authorize("sk_key")
    assert isinstance(decision, PublishAccepted)
    assert decision.session_id == "ss_2"
    assert [ending.reason for ending in room.dropped] == [EndReason.PUBLISHER_LEFT]
    assert second.broadcast is not None
    assert second.broadcast.gives_way is False


async def test_one_lost_while_control_was_asked_gives_the_session_back(room: Room) -> None:
    room.desk.lose()
    assert await room.desk.authorize("sk_key") is None
    assert room.unused == ["ss_1"]


async def test_one_lost_on_the_air_may_come_back_by_another_desk(room: Room) -> None:
    await room.desk.authorize("sk_key")
    broadcast = room.desk.broadcast
    assert broadcast is not None
    room.desk.lose()
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    room.decisions = [accepted(resumed=True)]
    second = room.new_desk()
    await second.authorize("sk_key")
    assert second.broadcast is broadcast
