"""WebRTC at a node, wired together: endpoints, worker, broadcasts as they are watched, numbers."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from klieg.contracts.ingest import LatencyMode
from klieg.kernel.clock import Clock
from klieg.kernel.settings import Settings
from klieg.node.broadcast import Broadcast
from klieg.node.delivery.exchange import Answer
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.playback.gate import PlaybackGate
from klieg.node.playback.viewing import IsRefused
from klieg.node.transcode.audio import AudioConversion
from klieg.node.webrtc.house import WebRtcHouse
from klieg.node.webrtc.ice_servers import IceServers
from klieg.node.webrtc.messages import AskKeyframe, Configuration
from klieg.node.webrtc.resources import PeerResources
from klieg.node.webrtc.watched import WatchedBroadcast
from klieg.node.webrtc.whep import WhepEndpoint
from klieg.node.webrtc.whip import WhipEndpoint
from klieg.node.webrtc.worker_link import WorkerLink

KEYFRAME_EVERY_S = 0.5
"""A publisher is not asked for keyframes more often than this, however many viewers need one."""


class WebRtcService:
    """WHIP and WHEP of a node.

    Args:
        settings: Port, addresses, limits.
        clock: Both clocks.
        ingest: What publishers share.
        spawn: Runs a coroutine beside the caller.
        audio: Makes Opus of the sound viewers want, and AAC of the publishers'.
        gate: Who may watch.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        ingest: IngestHouse,
        *,
        spawn: Callable[[Coroutine[None, None, None]], asyncio.Task[None]],
        audio: AudioConversion,
        gate: PlaybackGate,
    ) -> None:
        self._clock = clock
        self._registry = ingest.registry
        self._want_opus = audio.want_opus
        self._watched: dict[str, WatchedBroadcast] = {}
        self._asked_at: dict[str, float] = {}
        self._is_on = bool(settings.webrtc_port)
        self._worker = WorkerLink(
            _configuration(settings), on_keyframe_wanted=self._ask_keyframe, on_lost=self._forget_worker
        )
        self._resources = PeerResources(
            max_peers=settings.webrtc_max_peers, max_per_address=settings.webrtc_max_peers_per_address
        )
        house = WebRtcHouse(
            worker=self._worker,
            resources=self._resources,
            ice_servers=_ice_servers(settings),
            public_address=settings.webrtc_public_address or None,
            clock=clock,
            spawn=spawn,
        )
        self._whip = WhipEndpoint(house, ingest, expect_opus=audio.worker.start)
        self._whep = WhepEndpoint(house, self._registry, self._watched, gate)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Who answers below which first path segment: nobody when WebRTC is switched off."""
        return {"whip": self._whip.answer, "whep": self._whep.answer} if self._is_on else {}

    def attach(self, broadcast: Broadcast) -> None:
        """Let a new broadcast be watched."""
        if not self._is_on:
            return
        watched = WatchedBroadcast(broadcast, self._worker, self._want_opus)
        self._watched[broadcast.session_id] = watched
        broadcast.attach(watched, aside=True)
        if broadcast.latency_mode is LatencyMode.ULTRA_LOW:
            self._worker.warm_up()

    def drop(self, broadcast: Broadcast) -> None:
        """Forget a broadcast that can no longer be fetched."""
        self._watched.pop(broadcast.session_id, None)
        self._asked_at.pop(broadcast.session_id, None)

    def refuse(self, refused: IsRefused) -> None:
        """End what viewers that are refused watch."""
        self._whep.refuse(refused)

    async def stop(self) -> None:
        """End the worker; its peers see their connections closed."""
        await self._worker.worker.stop()

    def status(self) -> dict[str, object]:
        """Return what the page ``/status`` says of WebRTC."""
        if not self._is_on:
            return {"state": "off"}
        idle = self._worker.worker.pid is None and not self._worker.worker.deaths
        state = "ok" if self._worker.is_ready else "idle" if idle else "starting"
        statistics = self._worker.statistics
        return {
            "state": state,
            "publishers": {} if statistics is None else statistics.model_dump()["publishers"],
            "viewers": sum(watched.viewer_count for watched in self._watched.values()),
            "worker_deaths": self._worker.worker.deaths,
        }

    def collect(self) -> Iterator[Metric]:
        """Read the numbers for Prometheus."""
        viewers = sum(watched.viewer_count for watched in self._watched.values())
        peers = GaugeMetricFamily("klieg_node_webrtc_peers", "WebRTC sessions held, by role.", labels=["role"])
        peers.add_metric(["viewer"], viewers)
        peers.add_metric(["publisher"], len(self._resources) - viewers)
        yield peers
        up = self._worker.is_ready
        yield GaugeMetricFamily("klieg_node_webrtc_worker_up", "1 while the WebRTC worker serves peers.", value=up)
        deaths = self._worker.worker.deaths
        yield CounterMetricFamily("klieg_node_webrtc_worker_deaths", "WebRTC workers that died.", value=deaths)
        cpu_seconds = self._worker.worker.cpu_seconds
        yield GaugeMetricFamily(
            "klieg_node_webrtc_worker_cpu_seconds", "CPU the WebRTC worker that runs took.", value=cpu_seconds
        )
        refusals = CounterMetricFamily(
            "klieg_node_webrtc_refusals", "WHIP and WHEP requests refused, by code.", labels=["code"]
        )
        for code, count in self._resources.refusals.items():
            refusals.add_metric([code], count)
        yield refusals
        yield from self._traffic()

    def _traffic(self) -> Iterator[Metric]:
        statistics = self._worker.statistics
        if statistics is None:
            return
        packets = GaugeMetricFamily(
            "klieg_node_webrtc_packets",
            "Packets of the WebRTC worker that runs, by what became of them.",
            labels=["way"],
        )
        packets.add_metric(["received"], statistics.packets_received)
        packets.add_metric(["sent"], statistics.packets_sent)
        packets.add_metric(["resent"], statistics.packets_resent)
        packets.add_metric(["failed"], statistics.send_faults)
        yield packets

    def _ask_keyframe(self, session_id: str) -> None:
        """A viewer needs a keyframe: ask the publisher, if it is one that can be asked."""
        now = self._clock.now()
        broadcast = self._registry.find(session_id)
        if broadcast is None or now - self._asked_at.get(session_id, now - KEYFRAME_EVERY_S) < KEYFRAME_EVERY_S:
            return
        peer = self._whip.peer_of(broadcast.publisher)
        if peer is not None:
            self._asked_at[session_id] = now
            self._worker.tell(AskKeyframe(peer=peer))

    def _forget_worker(self) -> None:
        for watched in self._watched.values():
            watched.forget_worker()


def _configuration(settings: Settings) -> Configuration:
    everywhere = settings.webrtc_host in {"", "0.0.0.0", "::"}  # noqa: S104 - compares, binds nothing
    return Configuration(
        port=settings.webrtc_port,
        bind_address="" if everywhere else settings.webrtc_host,
        silence_s=settings.ingest_idle_timeout_s,
    )


def _ice_servers(settings: Settings) -> IceServers:
    return IceServers(
        urls=settings.ice_urls,
        username=settings.turn_username,
        credential=settings.turn_credential.get_secret_value(),
        secret=settings.turn_secret.get_secret_value(),
    )
