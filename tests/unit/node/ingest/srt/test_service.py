"""The SRT service with a worker that says what it is told to."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping

import pytest

from fakes.node.parts import FakeTime, Observed, RecordingReader, accepted, audio_unit, video_unit
from fakes.node.waiting import until
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import (
    IngestProtocol,
    PublishDecision,
    PublishRefused,
    RefusalCode,
    SrtPassphraseAnswer,
)
from klieg.kernel.ids import StreamSessionId
from klieg.kernel.settings import Settings
from klieg.media.unit import Unit
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.srt import service as module
from klieg.node.ingest.srt.service import REJECTIONS, SrtService
from klieg.node.registry import Registry


class FakeWorker:
    """Stands for :class:`klieg.node.workers.kept_worker.KeptWorker`."""

    def __init__(
        self,
        _module: str,
        *,
        on_message: Callable[[dict[str, object]], None],
        on_unit: Callable[[str, Unit], None],
        on_loss: Callable[[], None],
        **_: object,
    ) -> None:
        self.say, self.unit, self.die = on_message, on_unit, on_loss
        self.told: list[dict[str, object]] = []

    def send(self, fields: Mapping[str, object]) -> None:
        self.told.append(dict(fields))

    def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass


class Port:
    """A service, its worker, and control."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, idle_timeout_s: float = 4) -> None:
        monkeypatch.setattr(module, "KeptWorker", FakeWorker)
        self.time, self.observed, self.reader = FakeTime(), Observed(), RecordingReader()
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_open.append(lambda broadcast: broadcast.attach(self.reader))
        self.tasks: list[asyncio.Task[None]] = []
        self.decision: PublishDecision = accepted()
        self.passphrase: SrtPassphraseAnswer | None = SrtPassphraseAnswer(passphrase="p" * 24, required=False)
        self.asked: list[tuple[str, str, bool]] = []
        self.counts = IngestCounts()
        house = IngestHouse(
            authority=self,
            registry=self.registry,
            max_kbps=800,
            idle_timeout_s=idle_timeout_s,
            counts=self.counts,
            spawn=self._spawn,
        )
        self.service = SrtService(Settings(), house, self)
        worker = self.service._worker
        assert isinstance(worker, FakeWorker)
        self.worker = worker

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.append(task)
        return task

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        assert client_address == "192.0.2.7"
        self.asked.append((protocol, stream_key, encrypted))
        return self.decision

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        raise AssertionError("every session is used here")

    async def srt_passphrase(self, stream_key: str) -> SrtPassphraseAnswer | None:
        return self.passphrase

    async def call(self, number: int = 1) -> dict[str, object]:
        """A caller asks; return what its worker is answered."""
        self.worker.say({"type": "ask", "caller": number, "key": "sk_key", "address": "192.0.2.7"})
        await self.tasks[-1]
        return self.worker.told[-1]

    async def has_ended(self) -> bool:
        return bool(self.observed.told)

    async def has_dropped(self) -> bool:
        return self.worker.told[-1:] == [{"type": "drop", "caller": 1}]

    async def connect(self) -> None:
        await self.call()
        self.worker.say({"type": "connected", "caller": 1})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Port:
    return Port(monkeypatch)


async def test_a_caller_is_let_in_and_its_units_reach_the_broadcast(port: Port) -> None:
    answer = await port.call()
    assert answer == {"type": "answer", "caller": 1, "rejection": 0, "passphrase": None}
    assert port.asked == [("srt", "sk_key", False)]
    port.worker.say({"type": "connected", "caller": 1})
    for unit in (audio_unit(0), video_unit(0)):
        port.worker.unit("1", unit)
    port.worker.say({"type": "received", "caller": 1, "bytes": 1000})
    assert len(port.reader.units) == 2
    assert port.counts.received_bytes == 1000


async def test_where_encryption_is_required_the_passphrase_is_demanded(port: Port) -> None:
    port.passphrase = SrtPassphraseAnswer(passphrase="p" * 24, required=True)
    assert (await port.call())["passphrase"] == "p" * 24
    assert port.asked == [("srt", "sk_key", True)]


@pytest.mark.parametrize("code", list(RefusalCode))
async def test_every_refusal_has_a_rejection_code(port: Port, code: RefusalCode) -> None:
    port.decision = PublishRefused(code=code, description="No.")
    assert (await port.call())["rejection"] == REJECTIONS[code]
    assert port.registry.broadcasts() == []


async def test_while_control_is_away_callers_are_told_to_come_again(port: Port) -> None:
    port.passphrase = None
    assert (await port.call())["rejection"] == 1503
    assert port.asked == []


async def test_a_call_that_ends_is_waited_for_and_one_with_a_fault_is_not(port: Port) -> None:
    await port.connect()
    port.worker.say({"type": "ended", "caller": 1, "code": "", "description": ""})
    broadcast = port.registry.find_channel("demo")
    assert broadcast is not None
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    port.decision = accepted(resumed=True)
    await port.call(2)
    port.worker.say({"type": "connected", "caller": 2})
    port.worker.say({"type": "ended", "caller": 2, "code": "unsupported_codec", "description": "No MPEG-2."})
    assert port.observed.told == [("ended", EndReason.PROTOCOL_ERROR)]
    assert port.counts.refusals == {"unsupported_codec": 1}


async def test_a_stop_from_our_side_drops_the_call(port: Port) -> None:
    await port.connect()
    port.registry.stop(StreamSessionId("ss_1"), EndReason.STOPPED)
    assert port.worker.told[-1] == {"type": "drop", "caller": 1}


async def test_a_dead_worker_leaves_every_session_waiting(port: Port) -> None:
    await port.connect()
    port.worker.die()
    broadcast = port.registry.find_channel("demo")
    assert broadcast is not None
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    port.worker.unit("1", video_unit(0))
    assert port.reader.units == []


async def test_a_handshake_that_is_not_completed_gives_the_session_back(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CONNECT_TIMEOUT_S", 0.0)
    await port.call()
    await until(port.has_ended)
    assert port.observed.told == [("ended", EndReason.PUBLISHER_LEFT)]


async def test_a_caller_that_sends_nothing_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    port = Port(monkeypatch, idle_timeout_s=0.01)
    await port.connect()
    await until(port.has_dropped)
    assert port.counts.refusals == {"idle": 1}


async def test_why_there_is_no_srt_is_kept_for_the_status(port: Port) -> None:
    assert port.service.state == "starting"
    port.worker.say({"type": "failed", "description": "No libsrt on this machine."})
    assert port.service.state == "No libsrt on this machine."
    port.worker.say({"type": "listening"})
    assert port.service.state == "ok"
