"""Thumbnails of a node: which keyframes become pictures, and who gets them."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from klieg.media.track import MAIN_VIDEO, TrackId
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.delivery.entity_tag import matches_tag
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import METHOD_NOT_ALLOWED, NOT_FOUND, PREFLIGHT, Response, make_response
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

ROOT = "thumbnails"
WORKER = "klieg.node.thumbnails.worker"
MAX_AGE_S = 5.0
"""How long a cache may repeat a thumbnail; less when they are made more often."""
_SUFFIX = ".jpg"


class Thumbnails:
    """A picture of every broadcast, as new as ``every_s`` and its keyframes allow.

    One worker process draws for all broadcasts. Of each there is at most one keyframe on its way, so a worker that is
    too slow makes thumbnails rarer and nothing else.

    Args:
        every_s: Seconds from one thumbnail of a broadcast to the next, at least; 0: none are made.
        now: Monotonic seconds.

    Attributes:
        worker: The process; started when there is something to draw.
        drawn: Thumbnails made.
        broken: Keyframes that could not be decoded.
    """

    def __init__(self, *, every_s: float, now: Callable[[], float]) -> None:
        self.every_s = every_s
        self.now = now
        self.drawn = 0
        self.broken = 0
        self.worker = KeptWorker(
            WORKER,
            name="thumbnail",
            on_message=self._receive,
            on_unit=lambda _stream, _unit: None,
            on_start=lambda: None,
            on_loss=self._expect_nothing,
        )
        self._by_session: dict[str, _Thumbnail] = {}
        self._by_channel: dict[str, _Thumbnail] = {}
        self._max_age_s = max(1, round(min(MAX_AGE_S, every_s)))

    def attach(self, broadcast: Broadcast) -> None:
        """Look after the thumbnail of a new broadcast."""
        if not self.every_s:
            return
        thumbnail = _Thumbnail(self, broadcast)
        self._by_session[broadcast.session_id] = self._by_channel[broadcast.channel_name] = thumbnail
        broadcast.attach(thumbnail, aside=True)

    def forget(self, broadcast: Broadcast) -> None:
        """The broadcast is over: there is nothing to show of it."""
        gone = self._by_session.pop(broadcast.session_id, None)
        if self._by_channel.get(broadcast.channel_name) is gone:
            self._by_channel.pop(broadcast.channel_name, None)
        self.worker.forget(broadcast.session_id)

    def answer(self, exchange: Exchange) -> Response:
        """Answer what is asked below ``/thumbnails/``: the picture of ``<channel>.jpg``."""
        if exchange.method not in {"GET", "HEAD"}:
            return PREFLIGHT if exchange.method == "OPTIONS" else METHOD_NOT_ALLOWED
        channel_name, suffix = exchange.path.removeprefix(f"/{ROOT}/").lower(), _SUFFIX
        thumbnail = self._by_channel.get(channel_name.removesuffix(suffix)) if channel_name.endswith(suffix) else None
        if thumbnail is None or thumbnail.response is None:
            return NOT_FOUND
        if exchange.if_none_match and matches_tag(exchange.if_none_match, thumbnail.etag):
            return make_response("thumbnail", 304, headers=self._describe(thumbnail.etag))
        return thumbnail.response

    def collect(self) -> Iterator[Metric]:
        """Read every number."""
        drawn = CounterMetricFamily("klieg_node_thumbnails", "Keyframes given to the worker.", labels=["outcome"])
        drawn.add_metric(["drawn"], self.drawn)
        drawn.add_metric(["broken"], self.broken)
        yield drawn
        yield GaugeMetricFamily(
            "klieg_node_thumbnail_worker_cpu_seconds", "CPU the running worker took.", value=self.worker.cpu_seconds
        )
        yield CounterMetricFamily(
            "klieg_node_thumbnail_worker_deaths", "Thumbnail workers that died.", value=self.worker.deaths
        )

    async def stop(self) -> None:
        """End the worker."""
        await self.worker.stop()

    def _receive(self, fields: dict[str, object]) -> None:
        thumbnail = self._by_session.get(str(fields.get("stream")))
        try:
            picture = base64.b64decode(str(fields.get("jpeg")), validate=True)
        except binascii.Error:
            picture = b""
        self.drawn += bool(picture)
        self.broken += not picture
        if thumbnail is not None:
            etag = f'"{hashlib.sha256(picture).hexdigest()[:16]}"'
            thumbnail.receive(picture, etag, f"content-type: image/jpeg\r\n{self._describe(etag)}")

    def _describe(self, etag: str) -> str:
        return f"etag: {etag}\r\ncache-control: max-age={self._max_age_s}\r\n"

    def _expect_nothing(self) -> None:
        """The worker died: what it was sent is lost."""
        for thumbnail in self._by_session.values():
            thumbnail.is_under_way = False


class _Thumbnail:
    """The reader of one broadcast's keyframes.

    Attributes:
        response: The newest picture; None before the first.
        etag: Its entity tag.
        is_under_way: Whether the worker has a keyframe that it did not answer yet.
    """

    def __init__(self, house: Thumbnails, broadcast: Broadcast) -> None:
        self.response: Response | None = None
        self.etag = ""
        self.is_under_way = False
        self._house = house
        self._broadcast = broadcast
        self._due_at = house.now()

    def offer(self, unit: Unit) -> None:
        """Send a keyframe of the main picture to the worker when it is time to."""
        if not unit.keyframe or unit.track.id != MAIN_VIDEO or self.is_under_way:
            return
        now = self._house.now()
        if now < self._due_at:
            return
        self._house.worker.start()
        if self._house.worker.send_unit(self._broadcast.session_id, unit):
            self.is_under_way = True
            self._due_at = now + self._house.every_s

    def receive(self, picture: bytes, etag: str, headers: str) -> None:
        """Show a picture from now on; an empty one leaves what there was."""
        self.is_under_way = False
        if picture:
            self.etag = etag
            self.response = make_response("thumbnail", 200, (picture,), headers=headers)

    def offer_discontinuity(self) -> None:
        """Keep the picture: what comes next replaces it."""

    def offer_track_end(self, track_id: TrackId) -> None:
        """Keep the picture."""

    def offer_end(self) -> None:
        """Show nothing more."""
        self._house.forget(self._broadcast)
