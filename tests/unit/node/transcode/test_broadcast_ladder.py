"""The ladder of one broadcast with a worker that is slow, late or away: what its owner and the numbers are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest

from fakes.node.parts import FakeTime, Observed, RecordingPublisher, RecordingReader, make_broadcast, video_unit
from klieg.contracts.facts import StreamEventName
from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.media.track import DERIVED_VIDEO, TrackId
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.transcode.audio import AudioConversion
from klieg.node.transcode.broadcast_ladder import MAX_WAITING_UNITS
from klieg.node.transcode.ladder import Ladders
from klieg.node.transcode.numbers import collect_transcoding
from klieg.node.transcode.overload import WELL_FOR_S

GOP = 60
RATE = 30


@dataclass
class FakeWorker:
    """Stands for the kept worker: takes what it is sent, makes nothing by itself."""

    asked: dict[str, Any]
    runs: bool = False
    deaths: int = 0
    told: list[Mapping[str, object]] = field(default_factory=list)
    units: list[tuple[str, Unit]] = field(default_factory=list)

    def start(self) -> None:
        self.runs = True

    def send(self, fields: Mapping[str, object]) -> None:
        self.told.append(fields)

    def send_unit(self, stream: str, unit: Unit) -> bool:
        self.units.append((stream, unit))
        return True

    @property
    def planned(self) -> list[int]:
        """Shorter edges of what it was last told to make."""
        rungs = [fields["rungs"] for fields in self.told if fields["do"] == "plan"][-1]
        return [min(rung["width"], rung["height"]) for rung in cast("list[dict[str, int]]", rungs)]


@dataclass
class Studio:
    """A node's ladders, one broadcast of 720p30, its worker and those who look on."""

    time: FakeTime
    ladders: Ladders
    broadcast: Broadcast
    worker: FakeWorker
    reader: RecordingReader
    observed: Observed
    number: int = 0

    def come_up(self) -> None:
        """The worker runs and can be sent to."""
        self.worker.asked["on_start"]()

    def go_on(self, seconds: float, *, keeps_pace: bool) -> None:
        """The source sends pictures in real time; the worker makes every rung of each, or nothing."""
        for _ in range(round(seconds * RATE)):
            unit = video_unit(self.number, gop=GOP)
            self.number += 1
            self.time.pass_by(1 / RATE)
            self.broadcast.write(unit)
            if keeps_pace:
                self.make(unit)

    def make(self, unit: Unit) -> None:
        """Every rung of a picture comes back."""
        stream = self.worker.units[-1][0]
        for rung in self.ladders._ladders[0].rungs:
            track = replace(unit.track, id=TrackId(DERIVED_VIDEO + rung.number))
            self.worker.asked["on_unit"](stream, replace(unit, track=track))

    @property
    def noted(self) -> list[object]:
        return [what for kind, what in self.observed.told if kind == "noted"]

    def number_of(self, metric: str) -> float:
        found = {made.name: made.samples[0].value for made in collect_transcoding(self.ladders, AudioConversion())}
        return found[metric]

    def source_units(self) -> int:
        return sum(unit.track.id < DERIVED_VIDEO for unit in self.reader.units)


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    workers: list[FakeWorker] = []

    def employ(_module: str, **asked: object) -> FakeWorker:
        workers.append(FakeWorker(asked))
        return workers[-1]

    monkeypatch.setattr("klieg.node.transcode.broadcast_ladder.KeptWorker", employ)
    time = FakeTime()
    ladders = Ladders(now=time.now, encoder="libx264", preset="veryfast")
    broadcast = make_broadcast(PublishRules(channel_type=ChannelType.STANDARD))
    reader, observed = RecordingReader(), Observed()
    broadcast.attach(reader)
    broadcast.observe(observed)
    ladders.attach(broadcast)
    broadcast.put_on_air(RecordingPublisher())
    return Studio(time, ladders, broadcast, workers[0], reader, observed)


def test_the_source_is_on_the_air_while_the_worker_starts_and_nothing_of_it_is_lost(studio: Studio) -> None:
    studio.go_on(3, keeps_pace=False)
    assert studio.worker.runs
    assert studio.source_units() == 3 * RATE
    assert studio.worker.units == []
    studio.come_up()
    assert [unit.pts for _, unit in studio.worker.units] == [unit.pts for unit in studio.reader.units]
    assert studio.worker.units[0][1].keyframe


def test_a_worker_that_does_not_come_up_costs_the_source_nothing(studio: Studio) -> None:
    studio.go_on(2 * MAX_WAITING_UNITS / RATE, keeps_pace=False)
    assert studio.source_units() == 2 * MAX_WAITING_UNITS
    studio.come_up()
    assert 0 < len(studio.worker.units) <= MAX_WAITING_UNITS
    assert studio.worker.units[0][1].keyframe
    assert studio.noted == []


def test_a_worker_that_does_not_keep_pace_loses_its_largest_rung_and_says_so(studio: Studio) -> None:
    studio.come_up()
    studio.go_on(1, keeps_pace=True)
    assert studio.worker.planned == [480, 360, 160]
    studio.go_on(7, keeps_pace=False)
    assert studio.noted == [(StreamEventName.RENDITIONS_SHED, "480p30")]
    assert studio.worker.planned == [360, 160]
    assert studio.reader.heard == [f"track {DERIVED_VIDEO + 1} ended"]
    assert studio.number_of("klieg_node_ladder_shed_rungs") == 1
    assert studio.number_of("klieg_node_ladder_rungs") == 2
    assert studio.number_of("klieg_node_ladder_behind_seconds") > 2
    assert studio.source_units() == 8 * RATE


def test_with_nothing_made_at_all_pictures_are_skipped_until_it_has_caught_up(studio: Studio) -> None:
    studio.go_on(1, keeps_pace=False)
    studio.come_up()
    studio.go_on(12, keeps_pace=False)
    assert studio.ladders._ladders[0].skipped_units > 0
    assert len(studio.worker.units) < 10 * RATE, "a hole beats a delay"
    assert studio.source_units() == 13 * RATE
    studio.make(studio.worker.units[-1][1])
    studio.go_on(2 * GOP / RATE, keeps_pace=False)
    resumed = next(unit for _, unit in studio.worker.units if unit.pts > 10 * 90_000)
    assert resumed.keyframe


def test_a_rung_comes_back_when_there_is_room_and_that_is_said_too(studio: Studio) -> None:
    studio.come_up()
    studio.go_on(6, keeps_pace=False)
    assert [name for name, _ in cast("list[tuple[str, str]]", studio.noted)] == [StreamEventName.RENDITIONS_SHED]
    studio.go_on(WELL_FOR_S + 3, keeps_pace=True)
    assert studio.noted[-1] == (StreamEventName.RENDITIONS_RESTORED, "480p30")
    assert studio.worker.planned == [480, 360, 160]
    assert studio.number_of("klieg_node_ladder_shed_rungs") == 0


def test_after_its_death_a_worker_is_told_anew_and_begins_with_a_keyframe(studio: Studio) -> None:
    studio.come_up()
    studio.go_on(1, keeps_pace=True)
    studio.worker.asked["on_loss"]()
    sent = len(studio.worker.units)
    studio.go_on(2, keeps_pace=False)
    assert len(studio.worker.units) == sent
    studio.come_up()
    assert studio.worker.units[sent][1].keyframe
    assert studio.worker.units[sent][0] != studio.worker.units[0][0], "what is under way of the former is not heard"
    assert studio.worker.planned == [480, 360, 160]
    assert studio.source_units() == 3 * RATE
