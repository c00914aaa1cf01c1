"""A player that plays by WHEP without a browser: libdatachannel for the transport, in a process of its own.

``python -m fakes.node.whep_player <url> <seconds> <fraction of packets to lose> <kb/s> [<playback token>]`` prints what
it saw as a line of JSON each half second: pictures decoded, sound packets, packets that never came, milliseconds to the
first picture, how far picture and sound are apart by the sender reports. Of kb/s other than 0 it says that it can
receive no more.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urljoin

import av
import httpx
import libdatachannel

from fakes.node.lossy_relay import LossyRelay
from klieg.media.rtp.packet import parse_packet
from klieg.media.rtp.publisher_session import PublisherSession
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.unit import Unit

VIDEO, AUDIO = 96, 111
_REPORT_S = 0.5


@dataclass
class Seen:
    """What came so far."""

    status: int = 0
    state: str = "new"
    pictures: int = 0
    faults: int = 0
    sounds: int = 0
    lost: int = 0
    recovered: int = 0
    first_picture_ms: float | None = None
    width: int = 0
    skew_ms: float | None = None


class _SentTimes:
    """When the newest picture and the newest sound were due, by the sender reports (RFC 3550, 6.4.1)."""

    def __init__(self, clock_rates: tuple[int, int]) -> None:
        self._clock_rates = clock_rates
        self._newest: dict[int, int] = {}
        self._reports: dict[int, SenderReport] = {}
        self._skews: deque[float] = deque(maxlen=200)

    def receive_packet(self, section: int, data: bytes) -> None:
        """Take RTP or RTCP of the picture (section 0) or the sound (1)."""
        if 192 <= data[1] <= 223:
            found = [packet for packet in parse_compound(data) if isinstance(packet, SenderReport)]
            self._reports.update((section, packet) for packet in found)
            return
        timestamp = parse_packet(data).timestamp
        if (timestamp - self._newest.get(section, timestamp)) & 0xFFFFFFFF < 1 << 31:
            self._newest[section] = timestamp
        if len(self._reports) == 2 and len(self._newest) == 2:
            self._skews.append((self._due(0) - self._due(1)) * 1000)

    @property
    def skew_ms(self) -> float | None:
        """By how much the picture is ahead; the median, since at one instant either may merely be late."""
        return median(self._skews) if self._skews else None

    def _due(self, section: int) -> float:
        report = self._reports[section]
        ahead = (self._newest[section] - report.timestamp + (1 << 31) & 0xFFFFFFFF) - (1 << 31)
        return report.ntp / (1 << 32) + ahead / self._clock_rates[section]


class WhepPlayer:
    """One viewer."""

    def __init__(self, url: str, loss: float, estimate_kbps: int, token: str) -> None:
        configuration = libdatachannel.Configuration()
        configuration.bind_address = "127.0.0.1"
        configuration.disable_auto_negotiation = True
        self._loss = loss
        self._times = _SentTimes((90_000, 48_000))
        self._connection = libdatachannel.PeerConnection(configuration)
        direction = libdatachannel.Description.Direction.RecvOnly
        video = libdatachannel.Description.Video("0", direction)
        video.add_h264_codec(VIDEO)
        audio = libdatachannel.Description.Audio("1", direction)
        audio.add_opus_codec(AUDIO)
        self._tracks = [self._connection.add_track(video), self._connection.add_track(audio)]
        for track in self._tracks:
            track.reset_callbacks()
        self._decoder: av.VideoCodecContext = av.CodecContext.create("h264", "r")
        self.seen = Seen()
        self.url = url
        self._headers = {"content-type": "application/sdp"} | ({"authorization": f"Bearer {token}"} if token else {})
        self.began = time.monotonic()
        nothing: dict[str, Any] = {"twcc_id": None, "rid_id": None, "mid_id": None}
        streams = [
            ReceivedStream("video", VIDEO, 90_000, **nothing, nack=True, pli=True, remb=estimate_kbps > 0),
            ReceivedStream("audio", AUDIO, 48_000, **nothing, nack=True, pli=False),
        ]
        most = estimate_kbps * 1000 or None
        self._session = PublisherSession(streams, ssrc=4711, now=self.began, keyframe_interval_s=1e6, max_bitrate=most)

    def connect(self) -> str:
        """Offer; return the resource's address, empty when refused."""
        self._connection.set_local_description(libdatachannel.Description.Type.Offer)
        complete = libdatachannel.PeerConnection.GatheringState.Complete
        while self._connection.gathering_state() != complete:
            time.sleep(0.002)
        offer = str(self._connection.local_description())
        if self._loss:  # the server must not find the way around the relay
            offer = re.sub(r"a=candidate:.*\r\n", "", offer)
        self.began = time.monotonic()
        answer = httpx.post(self.url, content=offer, headers=self._headers, timeout=20, trust_env=False)
        self.seen.status = answer.status_code
        if answer.status_code != 201:
            return ""
        text = answer.text
        if self._loss:
            ports = re.findall(r"a=candidate:\S+ \d \S+ \d+ \S+ (\d+) typ host", text)
            text = re.sub(rf" {ports[0]} typ", f" {LossyRelay(int(ports[0]), self._loss).port} typ", text)
        self._connection.set_remote_description(libdatachannel.Description(text, "answer"))
        return urljoin(self.url, answer.headers["location"])

    def turn(self) -> None:
        """Take what came, and report."""
        now = time.monotonic()
        for index, track in enumerate(self._tracks):
            while (packet := track.receive()) is not None:
                self._times.receive_packet(index, packet)
                self._take(self._session.receive_packet(index, packet, now))
        self.seen.skew_ms = self._times.skew_ms
        polled = self._session.poll(now)
        self._take(polled.units)
        for _, compound in polled.outgoing:
            with contextlib.suppress(RuntimeError):
                self._tracks[0].send(compound)
        numbers = self._session.statistics(now)
        self.seen.lost, self.seen.recovered = numbers.lost, numbers.recovered
        self.seen.state = self._connection.state().name.lower()

    def close(self) -> None:
        self._connection.close()

    def _take(self, units: list[Unit]) -> None:
        for unit in units:
            if unit.track.kind == "audio":
                self.seen.sounds += 1
                continue
            if self._decoder.extradata != unit.track.configuration:
                self._decoder = av.CodecContext.create("h264", "r")
                self._decoder.extradata = unit.track.configuration
            try:
                pictures = self._decoder.decode(av.Packet(unit.payload))
            except av.FFmpegError:
                self.seen.faults += 1
                continue
            self.seen.pictures += len(pictures)
            if pictures:
                self.seen.width = pictures[-1].width
            if pictures and self.seen.first_picture_ms is None:
                self.seen.first_picture_ms = (time.monotonic() - self.began) * 1000


@dataclass
class WhepProcess:
    """A running player, and what it said last."""

    process: asyncio.subprocess.Process
    seen: Seen

    async def next(self) -> Seen:
        """Return what it says next.

        Raises:
            EOFError: it has ended.
        """
        assert self.process.stdout is not None, "it was started with a pipe"
        line = await self.process.stdout.readline()
        if not line:
            raise EOFError
        self.seen = Seen(**json.loads(line))
        return self.seen

    async def until_pictures(self, count: int, within_s: float = 20) -> Seen:
        """Return what it says when it has decoded so many pictures."""
        async with asyncio.timeout(within_s):
            while self.seen.pictures < count:
                await self.next()
        return self.seen


@contextlib.asynccontextmanager
async def whep_player(
    url: str, *, seconds: float = 60, loss: float = 0.0, estimate_kbps: int = 0, token: str = ""
) -> AsyncIterator[WhepProcess]:
    """Play in a process of its own for the length of the context."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "fakes.node.whep_player", url, str(seconds), str(loss), str(estimate_kbps), token),
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[2]}:{os.environ.get('PYTHONPATH', '')}"},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield WhepProcess(process, Seen())
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def main(url: str, seconds: float, loss: float, estimate_kbps: int, *, token: str) -> None:
    player = WhepPlayer(url, loss, estimate_kbps, token)
    resource = player.connect()
    end = time.monotonic() + seconds
    said_at = 0.0
    while resource and time.monotonic() < end and player.seen.state not in {"closed", "failed"}:
        player.turn()
        if time.monotonic() - said_at >= _REPORT_S:
            said_at = time.monotonic()
            print(json.dumps(asdict(player.seen)), flush=True)  # noqa: T201 - that is what it is for
        time.sleep(0.003)
    print(json.dumps(asdict(player.seen)), flush=True)  # noqa: T201 - same
    if resource:
        httpx.delete(resource, trust_env=False)
    player.close()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]), token="".join(sys.argv[5:]))
    os._exit(0)  # libdatachannel's threads would abort an orderly end
