"""Spectators of one stream by WebRTC: CPU for each packet forwarded and what one core carries, beside Janus.

A 1.5 Mb/s picture of 30 frames a second and 50 packets of sound go to N viewers in one process of libdatachannel, which
counts what comes. Klieg's worker process is fed units through its link, as the node feeds it; Janus's streaming plugin
the same packets by UDP. Both run on core 0, the feeding and the crowd on core 1, turn about. CPU is the server's whole
process: what comes in, SRTP, feedback. Packets are counted where they arrive.
"""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock, with_payload_type
from klieg.media.sdp.play_offer import filter_play_offer
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.webrtc.messages import Configuration, OpenViewer, SentSection
from klieg.node.webrtc.worker_link import PeerEnd, WorkerLink
from perf.instruments import janus
from perf.instruments.machine import LOAD_CORE, SERVER_CORE, cpu_seconds, on_core, rss_bytes
from perf.instruments.options import Options
from perf.instruments.servers import free_ports
from perf.instruments.table import Table

BITRATE = 1_500_000
FRAMES_PER_S = 30
BROADCAST = "ss_perf"
_VIDEO = VideoTrack(
    MAIN_VIDEO,
    VideoCodec.H264,
    b"\x01\x42\xe0\x1f\xff\xe1\x00\x04\x67\x42\xe0\x1f\x01\x00\x02\x68\xce",
    "avc1.42e01f",
    1280,
    720,
    30.0,
    90_000,
)
_OPUS = AudioTrack(MAIN_AUDIO, AudioCodec.OPUS, b"", "opus", 48_000, 2, 960, 48_000)
_FRAME_BYTES = BITRATE // 8 // FRAMES_PER_S
_SLICE = b"\x65" + bytes(range(256)) * (_FRAME_BYTES // 256)
_SETTLE_S = 4.0
_GOAL = 0.7

type Take = Callable[[Unit], object]
"""Takes a unit that is sent now."""


class _Owner:
    """Nobody in particular."""

    def note_connected(self) -> None:
        """Go on."""

    def note_gone(self, end: PeerEnd) -> None:
        """Say so."""
        sys.stderr.write(f"A viewer is gone: {end}.\n")

    def receive_unit(self, unit: Unit) -> None:
        """Nothing comes."""


@dataclass(frozen=True)
class Measured:
    """One run."""

    received_per_s: float
    cores: float
    lost: int
    rss_mb: float

    @property
    def per_packet_us(self) -> float:
        """Microseconds of CPU for each packet that arrived."""
        return self.cores / self.received_per_s * 1e6


class Crowd:
    """The process of the viewers."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def read(self) -> str:
        """Return its next line."""
        assert self._process.stdout is not None, "it was started with pipes"
        return (await self._process.stdout.readline()).decode()

    def say(self, line: str) -> None:
        """Pass it a line."""
        assert self._process.stdin is not None, "it was started with pipes"
        self._process.stdin.write(f"{line}\n".encode())

    async def count(self) -> dict[str, int]:
        """Return what came and did not since it was open; it ends."""
        self.say("stop")
        counted: dict[str, int] = json.loads(await self.read())
        return counted


@asynccontextmanager
async def crowd_of(viewers: int, manner: str) -> AsyncIterator[Crowd]:
    """Start viewers on the load core."""
    process = await asyncio.create_subprocess_exec(
        *on_core(LOAD_CORE, [sys.executable, "-m", "perf.instruments.whep_crowd", str(viewers), manner]),
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[1]}:{os.environ.get('PYTHONPATH', '')}"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    try:
        yield Crowd(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def run(options: Options) -> Sequence[Table]:
    """Measure crowds of several sizes."""
    columns = ("viewers", "server", "packets/s arrived", "CPU µs a packet", "cores", "lost", "RSS MB")
    table = Table("One stream of 1.5 Mb/s to many viewers by WebRTC", columns)
    sizes = (20, 50) if options.quick else (50, 100, 200, 250)
    for viewers in sizes:
        found: dict[str, list[Measured]] = {"Klieg": [], "Janus 1.1.2": []}
        for _ in range(options.rounds):
            found["Klieg"].append(asyncio.run(_measure_klieg(viewers, options.choose(20, 5))))
            found["Janus 1.1.2"].append(asyncio.run(_measure_janus(viewers, options.choose(20, 5))))
        for server, runs in found.items():
            middle = sorted(runs, key=lambda each: each.per_packet_us)[len(runs) // 2]
            table.rows.append([str(viewers), server, *_row(middle)])
        costs = [median(each.per_packet_us for each in runs) for runs in found.values()]
        table.notes.append(
            f"{viewers} viewers: {costs[0] / costs[1]:.2f} of what a packet costs Janus (goal: ≤ {_GOAL})."
        )
    return [table]


def _row(found: Measured) -> list[str]:
    return [
        f"{found.received_per_s:.0f}",
        f"{found.per_packet_us:.1f}",
        f"{found.cores:.2f}",
        str(found.lost),
        f"{found.rss_mb:.0f}",
    ]


async def _measure_klieg(viewers: int, seconds: float) -> Measured:
    (port,) = free_ports(1)
    os.sched_setaffinity(0, {SERVER_CORE})  # what is started now stays there
    link = WorkerLink(
        Configuration(port=port, bind_address="127.0.0.1", silence_s=10),
        on_keyframe_wanted=lambda _: None,
        on_lost=lambda: None,
    )
    await link.await_ready()
    _leave_server_core()
    try:
        async with crowd_of(viewers, "offering") as crowd:
            for number in range(viewers):
                crowd.say(json.dumps(await _open(link, number, json.loads(await crowd.read()))))
            pid = link.worker.pid
            assert pid is not None, "the worker lives"
            return await _measure(crowd, pid, lambda unit: link.send_unit(BROADCAST, unit), seconds)
    finally:
        await link.worker.stop()


async def _open(link: WorkerLink, number: int, text: str) -> str:
    offer = filter_play_offer(text)
    sections = [
        SentSection(kind=section.kind, payload_type=section.payload_type)
        for section in (offer.video, offer.audio)
        if section is not None
    ]
    order = OpenViewer(peer=f"whep_{number}", broadcast=BROADCAST, offer=offer.sdp, sections=sections)
    return offer.answer(await link.open(order, _Owner()))


async def _measure_janus(viewers: int, seconds: float) -> Measured:
    _leave_server_core()
    with janus.JanusServer() as server, _Packets(server) as packets:
        async with crowd_of(viewers, "answering") as crowd:
            for _ in range(viewers):
                handle, offer = await asyncio.to_thread(server.watch)
                crowd.say(json.dumps(offer))
                await asyncio.to_thread(server.answer, handle, json.loads(await crowd.read()))
            return await _measure(crowd, server.pid, packets.send, seconds)


class _Packets:
    """Sends units as RTP to a mountpoint."""

    def __init__(self, server: janus.JanusServer) -> None:
        clock = ForwardingClock()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._video = ForwardedTrack("video", clock=clock, ssrc=1, first_sequence=1, first_timestamp=1)
        self._audio = ForwardedTrack("audio", clock=clock, ssrc=2, first_sequence=1, first_timestamp=1)
        self._ports = {"video": server.video_port, "audio": server.audio_port}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, unit: Unit) -> None:
        """Send it."""
        kind = unit.track.kind
        track, payload_type = (self._video, janus.VIDEO) if kind == "video" else (self._audio, janus.AUDIO)
        for packet in track.receive_unit(unit, time.monotonic()):
            self._socket.sendto(with_payload_type(packet, payload_type), ("127.0.0.1", self._ports[kind]))


def _leave_server_core() -> None:
    os.sched_setaffinity(0, {LOAD_CORE if (os.cpu_count() or 1) > 1 else 0})


async def _measure(crowd: Crowd, pid: int, take: Take, seconds: float) -> Measured:
    assert (await crowd.read()).strip() == "open", "every viewer connects"
    feeding = asyncio.create_task(_feed(take))
    await asyncio.sleep(_SETTLE_S)
    before, began = cpu_seconds([pid]), time.monotonic()
    await asyncio.sleep(seconds)
    passed, cpu_s = time.monotonic() - began, cpu_seconds([pid]) - before
    memory = rss_bytes([pid]) / 1e6
    feeding.cancel()
    seen = await crowd.count()
    return Measured(seen["received"] / (passed + _SETTLE_S), cpu_s / passed, seen["lost"], memory)


async def _feed(take: Take) -> None:
    """Send units at their own pace: a keyframe each two seconds."""
    loop = asyncio.get_running_loop()
    began, sounded = loop.time(), 0
    for number in range(1 << 30):
        await asyncio.sleep(max(0.0, began + number / FRAMES_PER_S - loop.time()))
        kind = b"\x65" if number % (2 * FRAMES_PER_S) == 0 else b"\x41"
        payload = len(_SLICE).to_bytes(4) + kind + _SLICE[1:]
        take(Unit(_VIDEO, number * 3000, number * 3000, kind == b"\x65", payload))
        while sounded * FRAMES_PER_S < (number + 1) * 50:
            take(Unit(_OPUS, sounded * 960, sounded * 960, keyframe=True, payload=bytes(120)))
            sounded += 1
