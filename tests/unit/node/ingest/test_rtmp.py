"""The shell: what the socket sees. Bytes go through the real engine; the transport only records."""

import asyncio
from collections.abc import Coroutine

from fakes.node.parts import FakeTime, FakeTransport, Observed, RecordingReader, accepted
from fakes.rtmp_publisher import HANDSHAKE, S0_S1_S2_BYTES
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol, PublishDecision
from klieg.kernel.ids import StreamSessionId
from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import Encodable
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.messages import Message, MessageType
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.admission import Admission
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.rtmp import RtmpListener, RtmpShell
from klieg.node.registry import Registry


class Desk:
    """A node around one listener; control says yes when it is let."""

    def __init__(self, max_connections: int = 2) -> None:
        self.registry = Registry(FakeTime().call_later, Observed(), reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_open.append(lambda broadcast: broadcast.attach(RecordingReader()))
        self.tasks: list[asyncio.Task[None]] = []
        house = IngestHouse(
            authority=self,
            registry=self.registry,
            max_kbps=1000,
            idle_timeout_s=4,
            counts=IngestCounts(),
            spawn=self.spawn,
        )
        self.admission = Admission(max_connections=max_connections, max_per_address=max_connections)
        self.listener = RtmpListener(house, self.admission, handshake_timeout_s=10)

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        return accepted()

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        raise AssertionError("every session is used here")

    def spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.append(task)
        return task

    def connect(self) -> tuple[RtmpShell, FakeTransport]:
        shell, transport = self.listener(), FakeTransport()
        shell.connection_made(transport)
        return shell, transport


def command(name: str, number: float, *values: Encodable, stream_id: int = 0) -> bytes:
    return ChunkWriter().write(
        Message(MessageType.COMMAND_AMF0, stream_id, 0, amf0.encode(name, number, *values)), 3 + stream_id
    )


PUBLISH = [
    command("connect", 1, {"app": "live"}),
    command("createStream", 2, None),
    command("publish", 3, None, "sk_key", "live", stream_id=1),
]


async def test_an_encoder_that_says_everything_at_once_gets_on_the_air() -> None:
    desk = Desk()
    shell, transport = desk.connect()
    shell.data_received(HANDSHAKE + b"".join(PUBLISH))
    await desk.tasks[0]
    assert len(transport.take()) > S0_S1_S2_BYTES
    broadcast = desk.registry.find_channel("demo")
    assert broadcast is not None
    assert broadcast.state is BroadcastState.ON_AIR


async def test_a_lost_socket_is_counted_out_and_its_session_waits() -> None:
    desk = Desk()
    shell, _ = desk.connect()
    shell.data_received(HANDSHAKE + b"".join(PUBLISH))
    await desk.tasks[0]
    shell.connection_lost(None)
    assert desk.admission.held == 0
    broadcast = desk.registry.find_channel("demo")
    assert broadcast is not None
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER


async def test_the_kill_switch_writes_why_then_only_half_closes_so_that_it_is_read() -> None:
    desk = Desk()
    shell, transport = desk.connect()
    shell.data_received(HANDSHAKE + b"".join(PUBLISH))
    await desk.tasks[0]
    transport.take()
    desk.registry.stop(StreamSessionId("ss_1"), EndReason.STOPPED)
    assert b"stopped by the channel's owner" in transport.written
    assert transport.half_closed
    assert not transport.closed
    shell.data_received(b"\x00" * 5000)  # what was on its way is discarded
    shell.connection_lost(None)


async def test_bytes_that_are_no_handshake_end_the_connection() -> None:
    shell, transport = Desk().connect()
    shell.data_received(b"GET / HTTP/1.1\r\n\r\n" * 200)
    assert transport.half_closed
    shell.connection_lost(None)


async def test_one_connection_too_many_is_dropped_and_not_counted() -> None:
    desk = Desk(max_connections=1)
    first, _ = desk.connect()
    second, transport = desk.connect()
    assert transport.aborted
    second.data_received(b"x")
    second.connection_lost(None)
    assert desk.admission.held == 1
    first.connection_lost(None)


async def test_a_peer_that_never_reads_is_dropped() -> None:
    shell, transport = Desk().connect()
    shell.pause_writing()
    assert transport.aborted
    shell.connection_lost(None)
