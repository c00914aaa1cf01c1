"""A node's packaging and delivery on a real port, on whose broadcast three renditions of one picture are written."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread

from fakes.encoded_media import EncodedMedia, encode
from fakes.node.parts import Observed, RecordingPublisher, accepted
from fakes.node.waiting import until
from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.contracts.playback import PlaybackKey
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings
from klieg.media.hls.blocking_reload import hold_timeout_s
from klieg.media.hls.config import HlsConfig
from klieg.media.track import DERIVED_VIDEO, MAIN_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.delivery.held_requests import HeldRequests
from klieg.node.delivery.hls import INDEX_HOLD_S, HlsDelivery
from klieg.node.delivery.http_server import HttpServer
from klieg.node.dvr.reading import StoredSegments
from klieg.node.dvr.window import DvrWindow
from klieg.node.packaging.store import RenditionStore
from klieg.node.playback.gate import PlaybackGate
from klieg.node.registry import Registry
from klieg.storage.object_store import ObjectStore

LOOP_FRAMES, LOOP_SAMPLES = 240, 375  # eight seconds of both
FRAME_TICKS, FRAME_SAMPLES = 3000, 1024
LAG_FRAMES = 6
_FILLER_NAL = 0x0C


@dataclass(frozen=True)
class Encoding:
    """One rendition: size of its picture, and the rate to which filler brings it."""

    track_id: TrackId
    size: tuple[int, int]
    bits_s: int

    def frames(self) -> tuple[VideoTrack, list[bytes]]:
        media = encode(size=self.size, seconds=8.0, gop_frames=30)
        pictures = media.of(media.video)[:LOOP_FRAMES]
        profile = media.video.configuration[1:4].hex()
        track = replace(media.video, id=self.track_id, codec_string=f"avc1.{profile}")
        return track, [_fill(unit.payload, self.bits_s // 8 // 30) for unit in pictures]


LADDER = (
    Encoding(MAIN_VIDEO, (640, 360), 2_500_000),
    Encoding(TrackId(DERIVED_VIDEO + 1), (426, 240), 900_000),
    Encoding(TrackId(DERIVED_VIDEO + 2), (256, 144), 300_000),
)


async def _is_written(dvr: DvrWindow) -> bool:
    return dvr.waiting_count <= len(LADDER)


def _fill(payload: bytes, size: int) -> bytes:
    """Bring an access unit to a size with a filler NAL unit (ITU-T H.264, 7.3.2.7)."""
    missing = size - len(payload) - 6
    if missing <= 0:
        return payload
    return payload + (missing + 2).to_bytes(4) + bytes([_FILLER_NAL]) + b"\xff" * missing + b"\x80"


@dataclass
class LadderStation:
    """Writes in real time in a thread of its own until it is told to stop.

    Attributes:
        history_s: Media there is before anyone watches: written as fast as it goes.
        archive: Folder for what is older than half a minute; None: it is not kept.
    """

    history_s: float = 14.0
    archive: Path | None = None
    reads: Callable[[], int] = field(default=lambda: 0)  # segments read from the archive
    port: int = 0
    without: set[TrackId] = field(default_factory=set)  # tracks that have ended
    _ready: Event = field(default_factory=Event)
    _stop: Event = field(default_factory=Event)

    @property
    def index_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hls/demo/index.m3u8"

    @contextmanager
    def on_air(self) -> Iterator["LadderStation"]:
        sound = encode(size=LADDER[0].size, seconds=8.0, gop_frames=30)
        frames = [encoding.frames() for encoding in LADDER]
        thread = Thread(target=lambda: asyncio.run(self._run(frames, sound)), daemon=True)
        thread.start()
        try:
            assert self._ready.wait(30), "the station did not start"
            yield self
        finally:
            self._stop.set()
            thread.join(10)

    async def _run(self, frames: list[tuple[VideoTrack, list[bytes]]], sound: EncodedMedia) -> None:
        loop, clock = asyncio.get_running_loop(), SystemClock()
        registry = Registry(loop.call_later, Observed(), reconnect_window_s=4, ended_linger_s=60)
        dvr = self._open_dvr()
        config = HlsConfig() if dvr is None else HlsConfig(window_s=28, archive_s=600)
        follow = None if dvr is None else dvr.follow
        store = RenditionStore(clock, low=config, normal=config, later=loop.call_soon, follow=follow)
        held = HeldRequests(clock, timeout_s=hold_timeout_s(config.target_duration_s))
        index = HeldRequests(clock, timeout_s=INDEX_HOLD_S)
        delivery = HlsDelivery(
            registry,
            store,
            gate=PlaybackGate(PlaybackKey("a-secret-of-tests"), clock),
            held=held,
            held_index=index,
            ladder_hold_s=1.5,
            keep_s=120,
            stored=None if dvr is None else StoredSegments(dvr),
        )
        registry.on_open.append(store.attach)
        server = HttpServer(delivery.answer, clock, max_connections=100)
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setblocking(False)
        self.port = listening.getsockname()[1]
        await server.listen(listening)
        rules = PublishRules(channel_type=ChannelType.STANDARD)
        broadcast = registry.open(accepted().model_copy(update={"rules": rules}), RecordingPublisher())
        began, number = clock.now() - self.history_s, 0
        while not self._stop.is_set():
            self._write(broadcast, frames, sound, number)
            for desk in (held, index, server):
                desk.tick()
            number += 1
            if number == self.history_s * 30:
                self._ready.set()
            if dvr is not None and not self._ready.is_set():
                await until(lambda: _is_written(dvr))
            await asyncio.sleep(max(0.0, began + number / 30 - clock.now()))
        await server.aclose()
        if dvr is not None:
            await dvr.aclose()

    def _open_dvr(self) -> DvrWindow | None:
        if self.archive is None:
            return None
        objects = ObjectStore.of_settings(Settings(data_dir=self.archive, object_store_keep_free_mb=1))
        dvr = DvrWindow(objects, folder="dvr/node-1", boot_id="boot_a")
        self.reads = lambda: dvr.reads
        return dvr

    def _write(
        self, broadcast: Broadcast, frames: list[tuple[VideoTrack, list[bytes]]], sound: EncodedMedia, number: int
    ) -> None:
        aac = sound.of(sound.audio)
        for count in range(number * 1600 // FRAME_SAMPLES, (number + 1) * 1600 // FRAME_SAMPLES):
            stamp = count * FRAME_SAMPLES
            broadcast.write(Unit(sound.audio, stamp, stamp, True, aac[count % LOOP_SAMPLES].payload))
        for track, payloads in frames:
            at = number if track.id == MAIN_VIDEO else number - LAG_FRAMES
            if track.id in self.without:
                broadcast.end_track(track.id)
            elif at >= 0:
                stamp, keyframe = at * FRAME_TICKS, at % 30 == 0
                broadcast.write(Unit(track, stamp, stamp, keyframe, payloads[at % LOOP_FRAMES]))
