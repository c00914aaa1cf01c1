"""A node's packaging, delivery and DVR window on a real port and a real store, fed faster than real time."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import httpx

from fakes.node.parts import VIDEO, Observed, RecordingPublisher, accepted, audio_unit, video_unit
from fakes.node.waiting import until
from klieg.contracts.playback import PlaybackKey
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings
from klieg.media.hls.blocking_reload import hold_timeout_s
from klieg.media.hls.config import HlsConfig
from klieg.media.track import DERIVED_VIDEO, TrackId
from klieg.node.delivery.held_requests import HeldRequests
from klieg.node.delivery.hls import INDEX_HOLD_S, HlsDelivery
from klieg.node.delivery.http_server import HttpServer
from klieg.node.dvr.reading import StoredSegments
from klieg.node.dvr.window import DvrWindow
from klieg.node.packaging.store import RenditionStore
from klieg.node.playback.gate import PlaybackGate
from klieg.node.registry import Registry
from klieg.storage.errors import ObjectMissingError
from klieg.storage.object_store import ObjectStore

CONFIG = HlsConfig(window_s=30, archive_s=100)
FOLDER = "dvr/node-1"
RUNG = replace(VIDEO, id=TrackId(DERIVED_VIDEO + 1), width=640, height=360)


class DvrStation:
    """One channel with two renditions."""

    def __init__(self, settings: Settings, boot_id: str) -> None:
        loop, self._clock = asyncio.get_running_loop(), SystemClock()
        self.observed = Observed()
        self.objects = ObjectStore.of_settings(settings)
        self.dvr = DvrWindow(self.objects, folder=FOLDER, boot_id=boot_id)
        self.registry = Registry(loop.call_later, self.observed, reconnect_window_s=4, ended_linger_s=0.1)
        self.store = RenditionStore(
            self._clock, low=CONFIG, normal=CONFIG, later=loop.call_soon, follow=self.dvr.follow
        )
        self.registry.on_open.append(self.store.attach)
        self.registry.on_drop += [self.store.drop, self.dvr.drop]
        held = HeldRequests(self._clock, timeout_s=hold_timeout_s(CONFIG.target_duration_s))
        index = HeldRequests(self._clock, timeout_s=INDEX_HOLD_S)
        self.stored = StoredSegments(self.dvr)
        hls = HlsDelivery(
            self.registry,
            self.store,
            gate=PlaybackGate(PlaybackKey("a-secret-of-tests"), self._clock),
            held=held,
            held_index=index,
            ladder_hold_s=0,
            keep_s=330,
            stored=self.stored,
        )
        self.server = HttpServer(hls.answer, self._clock, max_connections=50)
        self.broadcast = self.registry.open(accepted(), RecordingPublisher())
        self._frames = 0
        self.url = ""

    async def listen(self) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setblocking(False)
        port = listening.getsockname()[1]
        await self.server.listen(listening)
        self.url = f"http://127.0.0.1:{port}/hls/{self.broadcast.channel_name}/{self.broadcast.session_id}"

    async def feed(self, seconds: float, *, patient: bool = True) -> None:
        """Write so much media; ``patient``: at a pace at which the store can take it."""
        for number in range(self._frames, self._frames + int(seconds * 30)):
            self.broadcast.write(video_unit(number))
            self.broadcast.write(video_unit(number, track=RUNG))
            for sound in range(number * 1600 // 1024, (number + 1) * 1600 // 1024):
                self.broadcast.write(audio_unit(sound))
            if number % 60 == 0:
                await self._settle(patient=patient)
        self._frames += int(seconds * 30)
        await self._settle(patient=patient)

    async def _settle(self, *, patient: bool) -> None:
        async def has_written() -> bool:
            return not (patient and self.dvr.waiting_count)

        await asyncio.sleep(0)
        await until(has_written, 30)

    async def names(self) -> list[str]:
        """Return what is in the store."""
        while True:
            with suppress(ObjectMissingError):  # a local folder went while it was listed
                return [name async for names in self.objects.names("dvr") for name in names]


@asynccontextmanager
async def dvr_station(
    settings: Settings, boot_id: str = "boot_b"
) -> AsyncIterator[tuple[DvrStation, httpx.AsyncClient]]:
    """A station for the length of a test, and who watches it."""
    station = DvrStation(settings, boot_id)
    await station.listen()
    try:
        async with httpx.AsyncClient(timeout=20, trust_env=False) as http:
            yield station, http
    finally:
        await station.dvr.aclose()
        await station.server.aclose()
