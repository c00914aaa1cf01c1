"""Which keyframes are drawn, and what is answered, with a worker that is slow, broken or away."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from fakes.node.parts import FakeTime, RecordingPublisher, audio_unit, make_broadcast, video_unit
from fakes.node.station import Viewer
from klieg.contracts.facts import EndReason
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response
from klieg.node.thumbnails.house import Thumbnails

RATE = 30
GOP = 60
EVERY_S = 9.0
"""Less than five times the distance of keyframes, so that sums of frame times need not be exact."""


@dataclass
class FakeWorker:
    """Stands for the kept worker; draws when told."""

    asked: dict[str, Any]
    runs: bool = False
    deaths: int = 0
    cpu_seconds: float = 0.0
    sent: list[Unit] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.runs = True

    def send_unit(self, _stream: str, unit: Unit) -> bool:
        if self.runs:
            self.sent.append(unit)
        return self.runs

    def forget(self, stream: str) -> None:
        self.forgotten.append(stream)

    def draw(self, picture: bytes) -> None:
        self.asked["on_message"]({"stream": "ss_1", "jpeg": base64.b64encode(picture).decode()})

    def die(self) -> None:
        self.asked["on_loss"]()


@dataclass
class Studio:
    """A node's thumbnails and one broadcast of 30 pictures a second."""

    time: FakeTime
    thumbnails: Thumbnails
    broadcast: Broadcast
    worker: FakeWorker
    number: int = 0

    def go_on(self, seconds: float, *, picture: bytes = b"", gop: int = GOP) -> None:
        """The source sends pictures and sound in real time; the worker answers each keyframe with ``picture``."""
        for _ in range(round(seconds * RATE)):
            sent = len(self.worker.sent)
            self.broadcast.write(video_unit(self.number, gop=gop))
            self.broadcast.write(audio_unit(self.number))
            self.number += 1
            self.time.pass_by(1 / RATE)
            if picture and len(self.worker.sent) > sent:
                self.worker.draw(picture)

    def ask(self, path: str = "/thumbnails/demo.jpg", method: str = "GET", if_none_match: bytes = b"") -> Response:
        exchange = Exchange(Viewer())
        exchange.method, exchange.path, exchange.if_none_match = method, path, if_none_match
        return self.thumbnails.answer(exchange)

    def number_of(self, metric: str, **labels: str) -> float:
        samples = [sample for made in self.thumbnails.collect() for sample in made.samples]
        return next(sample.value for sample in samples if sample.name == metric and sample.labels == labels)


type OpenStudio = Callable[[float], Studio]


@pytest.fixture
def open_studio(monkeypatch: pytest.MonkeyPatch) -> OpenStudio:
    workers: list[FakeWorker] = []

    def employ(_module: str, **asked: object) -> FakeWorker:
        workers.append(FakeWorker(asked))
        return workers[-1]

    def start(every_s: float) -> Studio:
        monkeypatch.setattr("klieg.node.thumbnails.house.KeptWorker", employ)
        time = FakeTime()
        thumbnails = Thumbnails(every_s=every_s, now=time.now)
        broadcast = make_broadcast()
        thumbnails.attach(broadcast)
        broadcast.put_on_air(RecordingPublisher())
        return Studio(time, thumbnails, broadcast, workers[0])

    return start


@pytest.fixture
def studio(open_studio: OpenStudio) -> Studio:
    return open_studio(EVERY_S)


def test_a_keyframe_is_drawn_at_once_and_then_one_whenever_the_time_is_over(studio: Studio) -> None:
    studio.go_on(41, picture=b"jpeg")
    assert [unit.pts // 90_000 for unit in studio.worker.sent] == [0, 10, 20, 30, 40]
    assert all(unit.keyframe and unit.track.kind == "video" for unit in studio.worker.sent)
    assert studio.number_of("klieg_node_thumbnails_total", outcome="drawn") == 5


def test_rare_keyframes_are_drawn_as_they_come(studio: Studio) -> None:
    studio.go_on(50, picture=b"jpeg", gop=12 * RATE)
    assert [unit.pts // 90_000 for unit in studio.worker.sent] == [0, 12, 24, 36, 48]


def test_none_are_made_when_it_is_switched_off(open_studio: OpenStudio) -> None:
    studio = open_studio(0)
    studio.go_on(5, picture=b"jpeg")
    assert not studio.worker.runs
    assert studio.ask().status == 404


def test_a_worker_that_does_not_answer_gets_no_second_keyframe(studio: Studio) -> None:
    studio.go_on(60)
    assert len(studio.worker.sent) == 1
    studio.worker.draw(b"late")
    studio.go_on(2)
    assert len(studio.worker.sent) == 2


def test_after_a_death_the_next_keyframe_that_is_due_is_sent(studio: Studio) -> None:
    studio.go_on(1)
    studio.worker.die()
    studio.go_on(11)
    assert len(studio.worker.sent) == 2


def test_the_picture_is_answered_with_tag_and_age(studio: Studio) -> None:
    assert studio.ask().status == 404
    studio.go_on(1, picture=b"jpeg")
    response = studio.ask()
    assert (response.status, response.body, response.kind) == (200, (b"jpeg",), "thumbnail")
    assert b"content-type: image/jpeg\r\n" in response.head
    assert b"cache-control: max-age=5\r\n" in response.head
    assert studio.ask("/thumbnails/Demo.jpg") is response, "names ignore case"
    tag = re.findall(rb'etag: ("\w{16}")', response.head)[0]
    assert studio.ask(if_none_match=tag).status == 304
    assert studio.ask(if_none_match=b'"other", W/' + tag).status == 304
    studio.go_on(11, picture=b"newer")
    assert studio.ask(if_none_match=tag).body == (b"newer",)


def test_thumbnails_made_more_often_are_kept_for_less(open_studio: OpenStudio) -> None:
    studio = open_studio(2)
    studio.go_on(1, picture=b"jpeg")
    assert b"cache-control: max-age=2\r\n" in studio.ask().head


@pytest.mark.parametrize("path", ["/thumbnails", "/thumbnails/", "/thumbnails/demo", "/thumbnails/x.jpg"])
def test_there_is_nothing_elsewhere(studio: Studio, path: str) -> None:
    studio.go_on(1, picture=b"jpeg")
    assert studio.ask(path).status == 404


def test_only_reading_is_answered(studio: Studio) -> None:
    studio.go_on(1, picture=b"jpeg")
    assert [studio.ask(method=method).status for method in ("HEAD", "OPTIONS", "POST")] == [200, 204, 405]


def test_what_cannot_be_drawn_leaves_the_former_picture(studio: Studio) -> None:
    studio.go_on(1, picture=b"jpeg")
    studio.go_on(11)
    studio.worker.draw(b"")
    studio.worker.asked["on_message"]({"stream": "ss_1", "jpeg": "no base64"})
    assert studio.ask().body == (b"jpeg",)
    assert studio.number_of("klieg_node_thumbnails_total", outcome="broken") == 2


def test_nothing_is_shown_of_what_is_over(studio: Studio) -> None:
    studio.go_on(1, picture=b"jpeg")
    studio.broadcast.await_publisher()
    assert studio.ask().status == 200
    studio.broadcast.end(EndReason.STOPPED)
    assert studio.ask().status == 404
    assert studio.worker.forgotten == ["ss_1"]
    studio.worker.draw(b"late")
    assert studio.ask().status == 404


def test_a_former_broadcast_does_not_take_the_picture_of_its_successor(studio: Studio) -> None:
    successor = make_broadcast()
    successor.session_id = type(successor.session_id)("ss_2")
    studio.thumbnails.attach(successor)
    studio.broadcast.end(EndReason.STOPPED)
    successor.put_on_air(RecordingPublisher())
    successor.write(video_unit(0))
    studio.worker.asked["on_message"]({"stream": "ss_2", "jpeg": base64.b64encode(b"new").decode()})
    assert studio.ask().body == (b"new",)
