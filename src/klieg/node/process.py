"""The node process: wires its parts together, runs until cancelled, and takes leave of everyone."""

import asyncio
import contextlib
import resource
import socket
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial

import httpx
import structlog
from valkey.asyncio import Valkey

from klieg.contracts.facts import EndReason
from klieg.contracts.playback import PlaybackKey
from klieg.kernel.clock import SystemClock
from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings
from klieg.kernel.version import VERSION
from klieg.media.hls.blocking_reload import hold_timeout_s
from klieg.media.hls.config import HlsConfig
from klieg.node.broadcast import BroadcastState
from klieg.node.collector import keep_collections_rare
from klieg.node.control import AUTHORIZE_TIMEOUT_S, ControlLink
from klieg.node.delivery.held_requests import WAKE_BUCKETS_S, HeldRequests
from klieg.node.delivery.hls import INDEX_HOLD_S, HlsDelivery
from klieg.node.delivery.http_server import TICK_S, HttpServer
from klieg.node.delivery.router import Router
from klieg.node.dvr.reading import StoredSegments
from klieg.node.dvr.window import open_dvr_window
from klieg.node.freed_memory import FreedMemory
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.front_door import FrontDoor
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.metrics import NodeNumbers
from klieg.node.packaging.store import RenditionStore
from klieg.node.playback.gate import PlaybackGate
from klieg.node.playback.rules_keeper import RulesKeeper
from klieg.node.playback.viewing import IsRefused
from klieg.node.registry import Registry
from klieg.node.thumbnails.house import ROOT as THUMBNAILS_ROOT
from klieg.node.thumbnails.house import Thumbnails
from klieg.node.transcode.audio import AudioConversion
from klieg.node.transcode.ladder import Ladders
from klieg.node.transcode.numbers import collect_transcoding
from klieg.node.webrtc.service import WebRtcService

_log = structlog.get_logger(__name__)

FAREWELL_S = 3.0
"""How long leaving may wait for the last facts to reach the bus."""

_BACKLOG = 512
_BUS_TIMEOUT_S = 2.0


class Node:
    """The parts of a node, wired together.

    Attributes:
        control: The link to the control plane.
        registry: Broadcasts.
        store: Their renditions.
        dvr: What of them is not in memory; None when memory holds the whole DVR window.
        audio: Their sound in another codec.
        ladders: Their smaller pictures.
        thumbnails: A small picture of each.
        gate: Who may watch.
        server: Player connections.
    """

    def __init__(self, settings: Settings, *, http: httpx.AsyncClient, bus: Valkey, secret: str) -> None:
        self._settings = settings
        loop = asyncio.get_running_loop()
        self._clock = SystemClock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.control = ControlLink(
            http,
            bus,
            self._clock,
            node_id=settings.node_id,
            control_url=settings.effective_node_control_url,
            held_sessions=lambda: self.registry.held_sessions(),  # noqa: PLW0108 - the registry is made after the link
        )
        self.registry = Registry(
            loop.call_later,
            self.control,
            reconnect_window_s=settings.reconnect_window_s,
            ended_linger_s=settings.ended_linger_s,
        )
        low, normal = _hls_configs(settings)
        self.dvr = open_dvr_window(settings, self.control.boot_id)
        follow = self.dvr.follow if self.dvr is not None else None
        self.store = RenditionStore(self._clock, low=low, normal=normal, later=loop.call_soon, follow=follow)
        self._counts = IngestCounts()
        self._house = IngestHouse(
            authority=self.control,
            registry=self.registry,
            max_kbps=settings.ingest_max_kbps,
            idle_timeout_s=settings.ingest_idle_timeout_s,
            counts=self._counts,
            spawn=self._spawn,
            basic_limits=settings.basic_limits,
        )
        self.audio = AudioConversion()
        self.ladders = Ladders.of_settings(settings, self._clock.now)
        self.thumbnails = Thumbnails(every_s=settings.thumbnail_every_s, now=self._clock.now)
        self.gate = PlaybackGate(PlaybackKey(secret), self._clock)
        self.webrtc = WebRtcService(
            settings, self._clock, self._house, spawn=self._spawn, audio=self.audio, gate=self.gate
        )
        self._door = FrontDoor(settings, self._house, self.control)
        self.control.kept_pulls = self._door.pulls.revisions
        self._held = HeldRequests(self._clock, timeout_s=hold_timeout_s(settings.target_duration_s))
        self._held_index = HeldRequests(self._clock, timeout_s=INDEX_HOLD_S)
        self._hls = self._make_hls()
        router = self._make_router(secret)
        self.server = HttpServer(router.answer, self._clock, max_connections=settings.delivery_max_connections)
        self._numbers = self._make_numbers()
        self.registry.on_open += [self.store.attach, self.audio.attach, self.ladders.attach, self.webrtc.attach]
        self.registry.on_open.append(self.thumbnails.attach)
        self.registry.on_drop += [self._hls.forget, self.store.drop, self.webrtc.drop]
        self.registry.on_drop.append(FreedMemory(loop.call_later).note_dropped)
        if self.dvr is not None:
            self.registry.on_drop.append(self.dvr.drop)

    def _make_hls(self) -> HlsDelivery:
        return HlsDelivery(
            self.registry,
            self.store,
            gate=self.gate,
            held=self._held,
            held_index=self._held_index,
            ladder_hold_s=self._settings.ladder_hold_ms / 1000,
            keep_s=self._settings.dvr_window_s,
            stored=StoredSegments(self.dvr) if self.dvr is not None else None,
        )

    def _make_router(self, secret: str) -> Router:
        keeper = RulesKeeper(
            ask=self.control.viewing_rules, find=self.registry.admittances, enforce=self._refuse, spawn=self._spawn
        )
        return Router(
            hls=self._hls.answer,
            status=self._status,
            metrics=lambda: self._numbers.render(),  # noqa: PLW0108 - the numbers are those of the server, made later
            stop=self.registry.stop,
            viewing_changed=keeper.note_changed,
            pulls=self._door.pulls,
            secret=secret,
            by_root={**self.webrtc.answers, THUMBNAILS_ROOT: self.thumbnails.answer},
        )

    def _make_numbers(self) -> NodeNumbers:
        return NodeNumbers(
            registry=self.registry,
            store=self.store,
            server=self.server,
            desks=(self._held, self._held_index),
            ingest=self._counts,
            admission=self._door.admission,
            meters=self._house.meters,
            wake_buckets_s=WAKE_BUCKETS_S,
            bus_answers=lambda: self.control.bus_answers,
            further=(
                self.webrtc.collect,
                self.gate.collect,
                self.thumbnails.collect,
                self._door.pulls.collect,
                partial(collect_transcoding, self.ladders, self.audio),
                *([] if self.dvr is None else [self.dvr.collect]),
            ),
        )

    async def run(
        self,
        *,
        ingest: socket.socket,
        delivery: socket.socket,
        ready: Callable[[], None],
        rtmps: socket.socket | None = None,
    ) -> None:
        """Serve on bound sockets until cancelled, then take leave."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.control.run())
            group.create_task(self._keep_time())
            group.create_task(keep_collections_rare())
            if self.dvr is not None:
                group.create_task(self.dvr.remove_old())
            await self._door.open(ingest, rtmps)
            await self.server.listen(delivery)
            ready()
            try:
                await asyncio.Event().wait()
            finally:
                self._door.close()
                await asyncio.shield(self._take_leave())

    async def _take_leave(self) -> None:
        self.registry.end_all(EndReason.NODE_STOPPED)
        for task in self._tasks:
            task.cancel()
        if not await self.control.flush(FAREWELL_S):
            _log.warning("facts_left_behind", waited_s=FAREWELL_S)
        await self.control.give_up_lease()
        await self._door.aclose()
        await self.server.aclose()
        await self.audio.stop()
        await self.ladders.stop()
        await self.thumbnails.stop()
        await self.webrtc.stop()
        if self.dvr is not None:
            await self.dvr.aclose()

    async def _keep_time(self) -> None:
        while True:
            self.server.tick()
            self._held.tick()
            self._held_index.tick()
            self.gate.tick()
            await asyncio.sleep(TICK_S)

    def _refuse(self, refused: IsRefused) -> None:
        """End what is under way for viewers that are refused, by HTTP and by WebRTC."""
        self.server.cut(refused)
        self._hls.refuse(refused)
        self.webrtc.refuse(refused)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _status(self) -> dict[str, object]:
        on_air = [broadcast for broadcast in self.registry.broadcasts() if broadcast.state is BroadcastState.ON_AIR]
        return {
            "status": "ok",
            "version": VERSION,
            "node_id": self._settings.node_id,
            "boot_id": self.control.boot_id,
            "broadcasts_on_air": len(on_air),
            "bus": "ok" if self.control.bus_answers else "unavailable",
            "webrtc": self.webrtc.status(),
            "srt": self._door.srt_state,
            "dvr": self.dvr.status() if self.dvr is not None else None,
            "pulls": self._door.pulls.status(),
        }


async def run(settings: Settings) -> None:
    """Run a media node until cancelled; then tell encoders, end every stream session and tell control.

    Raises:
        SettingsError: a port cannot be listened on.
    """
    _allow_many_sockets()
    with contextlib.ExitStack() as sockets:
        ingest = sockets.enter_context(listen(settings.rtmp_host, settings.rtmp_port, setting="rtmp_port"))
        delivery = sockets.enter_context(listen(settings.http_host, settings.node_http_port, setting="node_http_port"))
        rtmps: socket.socket | None = None
        if settings.rtmps_port:
            rtmps = sockets.enter_context(listen(settings.rtmp_host, settings.rtmps_port, setting="rtmps_port"))
        await run_on(settings, ingest=ingest, delivery=delivery, rtmps=rtmps, ready=lambda: _log_ready(settings))


async def run_on(
    settings: Settings,
    *,
    ingest: socket.socket,
    delivery: socket.socket,
    ready: Callable[[], None],
    rtmps: socket.socket | None = None,
) -> None:
    """Run a media node on bound sockets; ``ready`` is called once they accept connections."""
    secret = settings.read_internal_secret()
    bus = Valkey.from_url(
        settings.effective_valkey_url, socket_timeout=_BUS_TIMEOUT_S, socket_connect_timeout=_BUS_TIMEOUT_S
    )
    http = httpx.AsyncClient(
        base_url=settings.effective_control_url,
        headers={"authorization": f"Bearer {secret}"},
        timeout=AUTHORIZE_TIMEOUT_S,
        trust_env=False,
    )
    async with http, bus:
        node = Node(settings, http=http, bus=bus, secret=secret)
        await node.run(ingest=ingest, delivery=delivery, rtmps=rtmps, ready=ready)


def listen(host: str, port: int, *, setting: str) -> socket.socket:
    """Return a socket bound to ``host`` and ``port`` (0: any free one).

    Raises:
        SettingsError: it cannot be bound; the sentence names the setting and the remedy.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(_BACKLOG)  # a second process that holds the port is found out here at the latest
    except OSError as error:
        bound.close()
        raise SettingsError(
            f"{PREFIX}{setting.upper()}={port} cannot be listened on at {host}: {error.strerror}. "
            f"Stop what uses the port (`ss -ltnp`), or choose another for {PREFIX}{setting.upper()}."
        ) from error
    bound.setblocking(False)
    return bound


def _hls_configs(settings: Settings) -> tuple[HlsConfig, HlsConfig]:
    """Return the timing for latency modes LOW and NORMAL."""
    low = HlsConfig(
        part_target_s=settings.part_target_ms / 1000,
        segment_min_s=settings.segment_min_ms / 1000,
        target_duration_s=settings.target_duration_s,
        window_s=float(min(settings.dvr_window_s, settings.dvr_memory_s)),
        archive_s=float(max(0, settings.dvr_window_s - settings.dvr_memory_s)),
    )
    return low, replace(low, parts=False)


def _allow_many_sockets() -> None:
    """Raise the limit of open files to what the system allows: a viewer is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _log_ready(settings: Settings) -> None:
    _log.info(
        "node_ready",
        rtmp_port=settings.rtmp_port,
        rtmps_port=settings.rtmps_port or None,
        node_http_port=settings.node_http_port,
    )
