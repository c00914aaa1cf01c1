from fakes.node.parts import FakeTime, make_broadcast
from klieg.node.broadcast import Broadcast
from klieg.node.description_pace import DescriptionPace


class Told:
    """What control would hear."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.broadcast = make_broadcast()
        self.softwares: list[str | None] = []
        self.pace = DescriptionPace(self._tell, self.time.call_later)

    def _tell(self, broadcast: Broadcast) -> None:
        self.softwares.append(broadcast.encoder.software)

    def describe(self, software: str) -> None:
        self.broadcast.describe_encoder(software, {})
        self.pace.note(self.broadcast)


def test_the_first_description_goes_out_at_once_and_the_newest_after_a_second() -> None:
    told = Told()
    for software in ("a", "b", "c"):
        told.describe(software)
    assert told.softwares == ["a"]
    told.time.pass_by(1.0)
    assert told.softwares == ["a", "c"]
    told.describe("d")
    assert told.softwares == ["a", "c"], "a second has not passed since the last one"
    told.time.pass_by(1.0)
    assert told.softwares == ["a", "c", "d"]


def test_an_encoder_that_says_nothing_new_is_not_told_again() -> None:
    told = Told()
    told.describe("a")
    told.time.pass_by(5.0)
    assert told.softwares == ["a"]
    told.describe("b")
    assert told.softwares == ["a", "b"]


def test_nothing_is_told_of_a_session_that_ended() -> None:
    told = Told()
    told.describe("a")
    told.describe("b")
    told.pace.forget(told.broadcast)
    told.time.pass_by(5.0)
    assert told.softwares == ["a"]
    assert told.time.timers == []
