from dataclasses import dataclass, field

import pytest

from fakes.node.parts import FakeTime, Observed, RecordingPublisher, RecordingReader, accepted, video_unit
from klieg.contracts.facts import EndReason
from klieg.kernel.ids import StreamSessionId
from klieg.node.broadcast import Broadcast, BroadcastState
from klieg.node.registry import Registry


@dataclass
class House:
    time: FakeTime = field(default_factory=FakeTime)
    observed: Observed = field(default_factory=Observed)
    dropped: list[Broadcast] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_drop.append(self.dropped.append)


@pytest.fixture
def house() -> House:
    return House()


def test_a_broadcast_is_found_by_session_and_by_channel(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    assert house.registry.find("ss_1") is broadcast
    assert house.registry.find_channel("demo") is broadcast
    assert house.registry.held_sessions() == ["ss_1"]
    assert broadcast.state is BroadcastState.ON_AIR


def test_a_lost_publisher_that_does_not_return_ends_the_session_after_the_window(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    house.registry.lose_publisher(broadcast)
    house.time.pass_by(3.9)
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    assert house.registry.held_sessions() == ["ss_1"]
    house.time.pass_by(0.2)
    assert house.observed.told == [("ended", EndReason.PUBLISHER_LOST)]
    assert house.registry.held_sessions() == []


def test_a_publisher_that_returns_stops_the_window(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    house.registry.lose_publisher(broadcast)
    house.time.pass_by(3)
    house.registry.resume(broadcast, RecordingPublisher())
    house.time.pass_by(100)
    assert broadcast.state is BroadcastState.ON_AIR
    assert house.observed.told == []


def test_an_ended_broadcast_lingers_for_players_and_then_gives_its_memory_back(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    broadcast.note_started()
    house.registry.end(broadcast, EndReason.PUBLISHER_LEFT)
    assert house.registry.find_channel("demo") is None
    house.time.pass_by(59)
    assert house.registry.find("ss_1") is broadcast
    house.time.pass_by(2)
    assert house.registry.find("ss_1") is None
    assert house.dropped == [broadcast]


def test_one_that_never_started_does_not_linger(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    house.registry.end(broadcast, EndReason.PUBLISHER_LEFT)
    house.time.pass_by(0)
    assert house.dropped == [broadcast]


def test_stopping_tells_the_encoder_and_is_harmless_twice(house: House) -> None:
    publisher = RecordingPublisher()
    house.registry.open(accepted(), publisher)
    assert house.registry.stop(StreamSessionId("ss_1"), EndReason.KEY_RESET)
    assert not house.registry.stop(StreamSessionId("ss_1"), EndReason.KEY_RESET)
    assert not house.registry.stop(StreamSessionId("ss_nobody"), EndReason.STOPPED)
    assert publisher.stopped == [EndReason.KEY_RESET]
    assert house.observed.told == [("ended", EndReason.KEY_RESET)]


def test_a_session_that_awaits_its_publisher_can_be_stopped_too(house: House) -> None:
    broadcast = house.registry.open(accepted(), RecordingPublisher())
    house.registry.lose_publisher(broadcast)
    assert house.registry.stop(broadcast.session_id, EndReason.STOPPED)
    house.time.pass_by(10)
    assert house.observed.told == [("ended", EndReason.STOPPED)]


def test_a_new_session_of_a_channel_ends_the_one_control_no_longer_counts(house: House) -> None:
    publisher = RecordingPublisher()
    house.registry.open(accepted("ss_1"), publisher)
    second = house.registry.open(accepted("ss_2"), RecordingPublisher())
    assert publisher.stopped == [EndReason.STOPPED]
    assert house.registry.find_channel("demo") is second
    assert house.registry.held_sessions() == ["ss_2"]


def test_when_packaging_fails_the_session_ends_and_the_encoder_is_told(house: House) -> None:
    publisher = RecordingPublisher()
    house.registry.on_open.append(lambda broadcast: broadcast.attach(RecordingReader(fails_at=1)))
    broadcast = house.registry.open(accepted(), publisher)
    broadcast.write(video_unit(0))
    broadcast.write(video_unit(1))
    assert publisher.stopped == [EndReason.PROTOCOL_ERROR]
    assert broadcast.state is BroadcastState.ENDED


def test_a_node_that_goes_down_ends_everything(house: House) -> None:
    publishers = [RecordingPublisher(), RecordingPublisher()]
    for number, publisher in enumerate(publishers):
        house.registry.open(accepted(f"ss_{number}", f"channel{number}"), publisher)
    house.registry.end_all(EndReason.NODE_STOPPED)
    assert [publisher.stopped for publisher in publishers] == [[EndReason.NODE_STOPPED]] * 2
    assert house.registry.held_sessions() == []
