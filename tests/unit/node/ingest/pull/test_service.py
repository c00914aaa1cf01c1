"""Pulls with workers that say what they are told to."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping

import pytest

from fakes.node.parts import FakeTime, Observed, RecordingReader, accepted, audio_unit, video_unit
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol, PublishDecision, PublishRefused, RefusalCode
from klieg.contracts.node_control import PullSource
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.kernel.settings import Settings
from klieg.media.unit import Unit
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.pull import service as module
from klieg.node.ingest.pull.service import MAX_PULLS, PullService
from klieg.node.registry import Registry

CHANNEL = ChannelId("ch_1")
URL = "rtsp://user:hunter2@camera.example/stream?token=x"


class FakeWorker:
    """Stands for :class:`klieg.node.workers.kept_worker.KeptWorker`."""

    made: list["FakeWorker"]

    def __init__(
        self,
        _module: str,
        *,
        on_message: Callable[[dict[str, object]], None],
        on_unit: Callable[[str, Unit], None],
        on_start: Callable[[], None],
        on_loss: Callable[[], None],
        **_: object,
    ) -> None:
        self.say, self.unit, self.start, self.die = on_message, on_unit, on_start, on_loss  # it runs at once
        self.told: list[dict[str, object]] = []
        self.stopped = False
        self.made.append(self)

    def send(self, fields: Mapping[str, object]) -> None:
        self.told.append(dict(fields))

    async def stop(self) -> None:
        self.stopped = True


class Pulling:
    """A service, its workers, and control."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "KeptWorker", FakeWorker)
        FakeWorker.made = []
        self.time, self.observed, self.reader = FakeTime(), Observed(), RecordingReader()
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_open.append(lambda broadcast: broadcast.attach(self.reader))
        self.tasks: list[asyncio.Task[None]] = []
        self.decision: PublishDecision = accepted()
        self.asked: list[tuple[str, str, str]] = []
        self.given_back: list[EndReason] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.counts = IngestCounts()
        house = IngestHouse(
            authority=self,
            registry=self.registry,
            max_kbps=800,
            idle_timeout_s=4,
            counts=self.counts,
            spawn=self._spawn,
        )
        self.service = PullService(Settings(pull_allowed_hosts="a b", pull_folder="/media"), house)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.append(task)
        return task

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        assert not encrypted
        self.asked.append((protocol, stream_key, client_address))
        await self.may_answer.wait()
        return self.decision

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        del session_id
        self.given_back.append(reason)

    def put(self, revision: str = "1") -> FakeWorker:
        assert self.service.put(CHANNEL, PullSource(url=URL, stream_key="sk_key", revision=revision))
        return FakeWorker.made[-1]

    async def open(self, worker: FakeWorker) -> None:
        worker.say({"type": "opened"})
        await self.tasks[-1]

    async def go_live(self) -> FakeWorker:
        worker = self.put()
        await self.open(worker)
        for number in range(30):
            worker.unit("pull", video_unit(number))
            worker.unit("pull", audio_unit(number))
        return worker

    def state(self) -> list[BroadcastState]:
        return [broadcast.state for broadcast in self.registry.broadcasts()]

    def status(self) -> dict[str, object]:
        (status,) = self.service.status()
        return status


@pytest.fixture
def pulling(monkeypatch: pytest.MonkeyPatch) -> Pulling:
    return Pulling(monkeypatch)


async def test_a_source_that_opens_goes_on_the_air(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    assert pulling.asked == [("pull", "sk_key", "camera.example")]
    assert worker.told[1:] == [{"type": "go"}]
    assert pulling.state() == [BroadcastState.ON_AIR]
    assert pulling.reader.units
    assert pulling.service.revisions() == {CHANNEL: "1"}
    assert pulling.status() == {
        "channel_id": CHANNEL,
        "source": "rtsp://camera.example/…",
        "on_air": True,
        "trouble": "",
    }


async def test_a_worker_is_told_what_it_may_do_each_time_it_starts(pulling: Pulling) -> None:
    worker = pulling.put()
    worker.start()
    order = {"type": "pull", "url": URL, "allowed_hosts": "a b", "private_addresses": False, "folder": "/media"}
    assert worker.told == [order, order]


async def test_the_same_revision_changes_nothing_and_another_takes_over_the_stream(pulling: Pulling) -> None:
    first = await pulling.go_live()
    assert pulling.put() is first
    second = pulling.put("2")
    await asyncio.gather(*pulling.tasks)
    assert (first.stopped, second is first) == (True, False)
    assert pulling.state() == [BroadcastState.AWAITING_PUBLISHER]
    first.say({"type": "opened"})
    assert pulling.asked == [("pull", "sk_key", "camera.example")], "what is ended does not speak for the channel"


async def test_a_source_that_goes_is_waited_for_and_its_reason_kept(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    worker.say({"type": "ended", "code": "", "description": "The source ended."})
    assert pulling.state() == [BroadcastState.AWAITING_PUBLISHER]
    assert pulling.status()["trouble"] == "The source ended."


async def test_a_worker_that_dies_is_waited_for(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    worker.die()
    assert pulling.state() == [BroadcastState.AWAITING_PUBLISHER]


async def test_media_that_cannot_be_read_end_the_stream(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    worker.say({"type": "ended", "code": "malformed_media", "description": "Bad."})
    assert pulling.state() == [BroadcastState.ENDED]
    assert pulling.counts.refusals == {"malformed_media": 1}


async def test_a_pull_that_nobody_wants_any_more_ends_the_stream(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    pulling.service.remove(CHANNEL)
    await asyncio.gather(*pulling.tasks)
    assert worker.stopped
    assert pulling.state() == [BroadcastState.ENDED]
    assert pulling.service.revisions() == {}
    pulling.service.remove(CHANNEL)


async def test_a_refused_pull_is_dropped_and_says_why(pulling: Pulling) -> None:
    pulling.decision = PublishRefused(code=RefusalCode.ALREADY_LIVE, description="Somebody is.")
    worker = pulling.put()
    await pulling.open(worker)
    worker.say({"type": "ended", "code": "", "description": ""})
    assert worker.told[1:] == [{"type": "drop"}]
    assert (pulling.status()["on_air"], pulling.status()["trouble"]) == (False, "Somebody is.")


async def test_a_source_that_is_gone_before_control_answers_is_not_dropped_at_its_next_try(pulling: Pulling) -> None:
    worker = pulling.put()
    pulling.may_answer.clear()
    worker.say({"type": "opened"})
    await asyncio.sleep(0)
    worker.say({"type": "ended", "code": "", "description": "The source ended."})
    pulling.may_answer.set()
    await asyncio.gather(*pulling.tasks)
    assert worker.told[1:] == []
    assert pulling.given_back == [EndReason.NEVER_STARTED]


async def test_more_than_the_channel_may_send_ends_the_stream(pulling: Pulling) -> None:
    worker = await pulling.go_live()
    unit = video_unit(31)
    unit.payload = bytes(800 * 1000 // 8 * 5 + 1)
    worker.unit("pull", unit)
    assert worker.told[-1] == {"type": "drop"}
    assert pulling.counts.refusals == {"flood": 1}


async def test_there_is_room_for_so_many(pulling: Pulling) -> None:
    source = PullSource(url=URL, stream_key="sk_key", revision="1")
    assert all(pulling.service.put(ChannelId(f"ch_{number}"), source) for number in range(MAX_PULLS))
    assert not pulling.service.put(ChannelId("ch_more"), source)
    assert pulling.service.put(ChannelId("ch_0"), source.model_copy(update={"revision": "2"}))
