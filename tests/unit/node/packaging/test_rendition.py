from dataclasses import dataclass

from fakes.node.parts import FakeTime, audio_unit, video_unit
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.rendition import HlsRendition
from klieg.node.packaging.rendition import WAKES_PER_TURN, PackagedRendition


@dataclass(eq=False)
class Waiting:
    msn: int
    woken: int = 0

    def is_due(self, edge: LiveEdge) -> bool:
        return edge.ended or edge.msn >= self.msn

    def wake(self) -> None:
        self.woken += 1


class Packaging:
    def __init__(self) -> None:
        self.time = FakeTime()
        self.packaged = PackagedRendition(
            HlsRendition("source", HlsConfig()), self.time, later=lambda call: self.time.call_later(0, call)
        )

    def feed(self, seconds: float) -> None:
        for number in range(int(seconds * 30)):
            for unit in (video_unit(number), audio_unit(number * 48_000 // 30 // 1024)):
                if self.packaged.rendition.receive_unit(unit, self.time.wallclock()):
                    self.packaged.note_changed()


def test_a_waiter_is_woken_once_and_only_when_due() -> None:
    packaging = Packaging()
    soon, late = Waiting(1), Waiting(50)
    packaging.packaged.add_waiter(soon)
    packaging.packaged.add_waiter(late)
    packaging.feed(4)
    assert (soon.woken, late.woken) == (1, 0)
    assert packaging.packaged.waiter_count == 1


def test_the_end_wakes_everyone() -> None:
    packaging = Packaging()
    packaging.feed(1)
    waiting = Waiting(50)
    packaging.packaged.add_waiter(waiting)
    packaging.packaged.rendition.receive_end()
    packaging.packaged.note_changed()
    assert waiting.woken == 1


def test_a_removed_waiter_sleeps_on() -> None:
    packaging = Packaging()
    waiting = Waiting(0)
    packaging.packaged.add_waiter(waiting)
    packaging.packaged.remove_waiter(waiting)
    packaging.feed(2)
    assert waiting.woken == 0


def test_a_crowd_is_woken_over_several_turns_of_the_loop() -> None:
    packaging = Packaging()
    crowd = [Waiting(0) for _ in range(2 * WAKES_PER_TURN + 1)]
    for waiting in crowd:
        packaging.packaged.add_waiter(waiting)
    packaging.feed(0.5)
    assert sum(waiting.woken for waiting in crowd) == WAKES_PER_TURN
    packaging.time.pass_by(0)
    assert [waiting.woken for waiting in crowd] == [1] * len(crowd)


def test_a_rendition_that_is_gone_keeps_nobody_waiting() -> None:
    packaging = Packaging()
    packaging.feed(1)
    waiting = Waiting(50)
    packaging.packaged.add_waiter(waiting)
    packaging.packaged.note_unavailable()
    assert waiting.woken == 1
    assert packaging.packaged.waiter_count == 0
