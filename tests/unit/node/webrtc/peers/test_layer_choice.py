from collections.abc import Sequence

from klieg.media.track import TrackId
from klieg.node.webrtc.peers.layer_choice import DOWN_AFTER_S, UP_AFTER_S, UP_MOST_S, Layer, LayerChoice

HIGH, MIDDLE, LOW = TrackId(1), TrackId(101), TrackId(102)
LAYERS = [Layer(HIGH, 3_000_000), Layer(MIDDLE, 1_400_000), Layer(LOW, 600_000)]


class Line:
    """A viewer whose estimate is what the line carries, and at most half as much again as what it is sent."""

    def __init__(self, capacity: float) -> None:
        self.choice = LayerChoice()
        self.capacity = capacity
        self.current = HIGH
        self.now = 0.0

    def run(self, seconds: float, layers: Sequence[Layer] = LAYERS) -> list[TrackId]:
        """Let time pass in steps of a tenth; return what was sent, changes only."""
        sent = [self.current]
        end = self.now + seconds
        while self.now < end:
            self.now += 0.1
            rate = next((layer.bitrate for layer in layers if layer.track_id == self.current), 0.0)
            self.choice.estimate = min(self.capacity, 1.5 * rate)
            self.current = self.choice.choose(self.current, layers, self.now)
            if self.current != sent[-1]:
                sent.append(self.current)
        return sent


def test_a_line_with_room_gets_the_best() -> None:
    assert Line(10_000_000).run(60) == [HIGH]


def test_a_full_line_gets_what_fits_soon_but_not_at_a_blink() -> None:
    line = Line(700_000)
    assert line.run(DOWN_AFTER_S - 0.3) == [HIGH]
    assert line.run(2) == [HIGH, LOW]


def test_a_line_below_everything_gets_the_smallest() -> None:
    assert Line(100_000).run(10) == [HIGH, LOW]


def test_a_line_that_recovers_is_tried_one_step_at_a_time() -> None:
    line = Line(700_000)
    line.run(5)
    line.capacity = 10_000_000
    assert line.run(UP_AFTER_S + 1) == [LOW, MIDDLE]
    assert line.run(UP_AFTER_S + 1) == [MIDDLE, HIGH]


def test_failed_tries_become_rare() -> None:
    """The line carries the middle picture with room that ends just above it."""
    line = Line(2_000_000)
    line.run(5)
    assert line.current == MIDDLE
    tries = [len(line.run(60)) // 2 for _ in range(6)]
    assert tries[0] >= 2
    assert tries[-1] <= 1
    assert UP_MOST_S >= 60


def test_without_an_estimate_or_a_rate_nothing_changes() -> None:
    choice = LayerChoice()
    assert choice.choose(HIGH, LAYERS, 10.0) == HIGH
    choice.estimate = 1.0
    assert choice.choose(HIGH, [Layer(HIGH, 0.0), Layer(LOW, 0.0)], 10.0) == HIGH


def test_a_picture_that_is_gone_gives_way_to_the_best() -> None:
    assert LayerChoice().choose(TrackId(9), LAYERS, 0.0) == HIGH
    assert LayerChoice().choose(TrackId(9), [], 0.0) == TrackId(9)
