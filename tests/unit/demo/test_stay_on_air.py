from dataclasses import dataclass, field

from klieg.demo.channel import ApiError, ChannelState, ChannelUnknownError
from klieg.demo.stay_on_air import (
    FIRST_RETRY_S,
    FOR_EVER_S,
    LONGEST_RETRY_S,
    LOOK_AGAIN_S,
    STOPPED_REST_S,
    Demo,
    DroppedError,
    RefusedError,
)


@dataclass
class FakeApi:
    is_live: bool = False
    exists: bool = True
    answers: bool = True
    end_reason: str | None = None
    created: int = 0

    def create(self) -> None:
        if not self.answers:
            raise ApiError("connection refused")
        self.created += 1

    def look(self) -> ChannelState:
        if not self.answers:
            raise ApiError("connection refused")
        if not self.exists:
            raise ChannelUnknownError
        return ChannelState(stream_key="sk_demo", is_live=self.is_live)

    def last_end_reason(self) -> str | None:
        return self.end_reason


@dataclass
class FakePublisher:
    outcomes: list[Exception | None] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def publish(self, key: str) -> None:
        self.keys.append(key)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome


def test_it_makes_its_channel_once_and_publishes_with_its_key() -> None:
    api, publisher = FakeApi(), FakePublisher()
    demo = Demo(api, publisher.publish)
    demo.attempt()
    demo.attempt()
    assert api.created == 1
    assert publisher.keys == ["sk_demo", "sk_demo"]


def test_it_waits_longer_each_time_while_control_does_not_answer() -> None:
    demo = Demo(FakeApi(answers=False), FakePublisher().publish)
    delays = [demo.attempt() for _ in range(8)]
    assert delays[:3] == [FIRST_RETRY_S, 2 * FIRST_RETRY_S, 4 * FIRST_RETRY_S]
    assert delays[-1] == LONGEST_RETRY_S


def test_a_channel_that_is_live_at_the_start_may_be_its_own_of_before() -> None:
    publisher = FakePublisher()
    Demo(FakeApi(is_live=True), publisher.publish).attempt()
    assert publisher.keys == ["sk_demo"]


def test_refused_because_a_person_is_live_it_looks_until_they_leave() -> None:
    api, publisher = FakeApi(is_live=True), FakePublisher([RefusedError("bad name")])
    demo = Demo(api, publisher.publish)
    demo.attempt()
    assert [demo.attempt() for _ in range(3)] == [LOOK_AGAIN_S] * 3
    assert len(publisher.keys) == 1
    api.is_live = False
    demo.attempt()
    assert len(publisher.keys) == 2


def test_a_broken_line_is_resumed_at_once_though_the_channel_still_counts_as_live() -> None:
    api, publisher = FakeApi(), FakePublisher([DroppedError("broken pipe")])
    demo = Demo(api, publisher.publish)
    assert demo.attempt() == FIRST_RETRY_S
    api.is_live = True
    demo.attempt()
    assert len(publisher.keys) == 2


def test_after_a_person_took_its_place_it_tries_once_and_then_looks() -> None:
    api, publisher = FakeApi(), FakePublisher([DroppedError("denied"), RefusedError("bad name")])
    demo = Demo(api, publisher.publish)
    demo.attempt()
    api.is_live = True
    demo.attempt()
    assert demo.attempt() == LOOK_AGAIN_S


def test_a_stop_by_an_operator_is_respected_for_a_while() -> None:
    api, publisher = FakeApi(end_reason="stopped"), FakePublisher([DroppedError("denied")])
    assert Demo(api, publisher.publish).attempt() == STOPPED_REST_S


def test_a_deleted_channel_is_not_made_again() -> None:
    api, publisher = FakeApi(), FakePublisher([DroppedError("denied")])
    demo = Demo(api, publisher.publish)
    demo.attempt()
    api.exists = False
    assert demo.attempt() == FOR_EVER_S
    assert api.created == 1
