"""Spectators of one stream by WebRTC: CPU of the worker for each packet it forwards, and what one core carries.

The worker process of a node, fed through its link with a 1.5 Mb/s picture of 30 frames a second and 50 packets of
sound, as the node would; N viewers in one process of libdatachannel on the other core count what comes. The worker
runs on core 0, the feeding and the crowd on core 1. CPU is the worker's whole process: SRTP, feedback, and the units
that come in.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from klieg.media.sdp.play_offer import filter_play_offer
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.webrtc.messages import Configuration, OpenViewer, SentSection
from klieg.node.webrtc.worker_link import PeerEnd, WorkerLink
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

    sent_per_s: float
    cores: float
    lost: int
    rss_mb: float

    @property
    def per_packet_us(self) -> float:
        """Microseconds of CPU for each packet sent."""
        return self.cores / self.sent_per_s * 1e6


def run(options: Options) -> Sequence[Table]:
    """Measure crowds of several sizes."""
    columns = ("viewers", "packets/s out", "CPU µs a packet", "cores", "lost", "RSS MB")
    table = Table("WHEP: one stream of 1.5 Mb/s to many viewers", columns)
    for viewers in (20, 50) if options.quick else (50, 100, 200, 250):
        found = asyncio.run(_measure(viewers, options.choose(20, 5)))
        table.rows.append(
            [
                str(viewers),
                f"{found.sent_per_s:.0f}",
                f"{found.per_packet_us:.1f}",
                f"{found.cores:.2f}",
                str(found.lost),
                f"{found.rss_mb:.0f}",
            ]
        )
    table.notes.append("Janus 1.1.2 on such a machine: 21.8 to 38.5 µs a packet (1 publisher, 200 viewers).")
    return [table]


async def _measure(viewers: int, seconds: float) -> Measured:
    (port,) = free_ports(1)
    os.sched_setaffinity(0, {SERVER_CORE})  # what is started now stays there
    link = WorkerLink(
        Configuration(port=port, bind_address="127.0.0.1", silence_s=10),
        on_keyframe_wanted=lambda _: None,
        on_lost=lambda: None,
    )
    await link.await_ready()
    os.sched_setaffinity(0, {LOAD_CORE if (os.cpu_count() or 1) > 1 else 0})
    crowd = await asyncio.create_subprocess_exec(
        *on_core(LOAD_CORE, [sys.executable, "-m", "perf.instruments.whep_crowd", str(viewers)]),
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[1]}:{os.environ.get('PYTHONPATH', '')}"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    try:
        await _open(link, crowd, viewers)
        feeding = asyncio.create_task(_feed(link))
        await asyncio.sleep(_SETTLE_S)
        pid = link.worker.pid
        assert pid is not None, "the worker lives"
        before, sent, began = cpu_seconds([pid]), _sent(link), time.monotonic()
        await asyncio.sleep(seconds)
        passed = time.monotonic() - began
        cores, sent = (cpu_seconds([pid]) - before) / passed, _sent(link) - sent
        feeding.cancel()
        seen = json.loads(await _tell(crowd, "stop"))
        return Measured(sent / passed, cores, seen["lost"], rss_bytes([pid]) / 1e6)
    finally:
        await link.worker.stop()
        if crowd.returncode is None:
            crowd.kill()
        await crowd.wait()


async def _open(link: WorkerLink, crowd: asyncio.subprocess.Process, viewers: int) -> None:
    assert crowd.stdout is not None, "it was started with pipes"
    for number in range(viewers):
        offer = filter_play_offer(json.loads(await crowd.stdout.readline()))
        sections = [
            SentSection(kind=section.kind, payload_type=section.payload_type)
            for section in (offer.video, offer.audio)
            if section is not None
        ]
        order = OpenViewer(peer=f"whep_{number}", broadcast=BROADCAST, offer=offer.sdp, sections=sections)
        answer = offer.answer(await link.open(order, _Owner()))
        assert crowd.stdin is not None, "it was started with pipes"
        crowd.stdin.write(f"{json.dumps(answer)}\n".encode())
    assert (await crowd.stdout.readline()).strip() == b"open", "every viewer connects"


async def _feed(link: WorkerLink) -> None:
    """Send units at their own pace: a keyframe each two seconds."""
    loop = asyncio.get_running_loop()
    began, sounded = loop.time(), 0
    for number in range(1 << 30):
        await asyncio.sleep(max(0.0, began + number / FRAMES_PER_S - loop.time()))
        kind = b"\x65" if number % (2 * FRAMES_PER_S) == 0 else b"\x41"
        payload = len(_SLICE).to_bytes(4) + kind + _SLICE[1:]
        link.send_unit(BROADCAST, Unit(_VIDEO, number * 3000, number * 3000, kind == b"\x65", payload))
        while sounded * FRAMES_PER_S < (number + 1) * 50:
            link.send_unit(BROADCAST, Unit(_OPUS, sounded * 960, sounded * 960, keyframe=True, payload=bytes(120)))
            sounded += 1


def _sent(link: WorkerLink) -> int:
    return link.statistics.packets_sent if link.statistics is not None else 0


async def _tell(crowd: asyncio.subprocess.Process, word: str) -> bytes:
    assert crowd.stdin is not None, "it was started with pipes"
    assert crowd.stdout is not None, "it was started with pipes"
    crowd.stdin.write(f"{word}\n".encode())
    return await crowd.stdout.readline()
