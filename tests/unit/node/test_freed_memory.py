from fakes.node.parts import FakeTime, Observed, RecordingPublisher, accepted
from klieg.contracts.facts import EndReason
from klieg.node.freed_memory import DELAY_S, FreedMemory, trim
from klieg.node.registry import Registry


class Station:
    def __init__(self) -> None:
        self.time = FakeTime()
        self.trims = 0
        memory = FreedMemory(self.time.call_later, self.count)
        self.registry = Registry(self.time.call_later, Observed(), reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_drop.append(memory.note_dropped)

    def count(self) -> None:
        self.trims += 1

    def drop(self, session_id: str) -> None:
        broadcast = self.registry.open(accepted(session_id, session_id), RecordingPublisher())
        self.registry.end(broadcast, EndReason.PUBLISHER_LEFT)
        self.time.pass_by(0)  # it never started: nothing lingers


def test_memory_is_given_back_a_moment_after_a_broadcast_is_dropped() -> None:
    station = Station()
    station.drop("ss_1")
    station.time.pass_by(DELAY_S / 2)
    assert station.trims == 0
    station.time.pass_by(DELAY_S)
    assert station.trims == 1


def test_broadcasts_dropped_together_are_given_back_together() -> None:
    station = Station()
    for number in range(5):
        station.drop(f"ss_{number}")
    station.time.pass_by(10)
    assert station.trims == 1


def test_what_is_dropped_later_is_given_back_too() -> None:
    station = Station()
    station.drop("ss_1")
    station.time.pass_by(10)
    station.drop("ss_2")
    station.time.pass_by(10)
    assert station.trims == 2


def test_trimming_this_process_harms_nothing() -> None:
    kept = [bytes(50_000) for _ in range(10)]
    trim()
    assert all(len(piece) == 50_000 for piece in kept)
