"""Pulls as the node sees them: for each a worker process that fetches, and a publish desk while it is on the air."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted
from klieg.contracts.node_control import PullSource
from klieg.kernel.ids import ChannelId
from klieg.kernel.settings import Settings
from klieg.media.unit import Unit
from klieg.node.ingest import publish_ending as endings
from klieg.node.ingest.publish_desk import IngestHouse, PublishDesk
from klieg.node.ingest.publish_ending import PublishEnding
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

MAX_PULLS = 100
"""Pulls a node keeps at once: each is a process."""


@dataclass(eq=False)
class _Pull:
    """One pull.

    Attributes:
        desk: While the source is open.
        trouble: Why it was interrupted last; empty while it plays.
    """

    channel_id: ChannelId
    source: PullSource
    worker: KeptWorker = field(init=False)
    desk: PublishDesk | None = None
    trouble: str = ""

    @property
    def is_on_air(self) -> bool:
        """Whether it has a broadcast."""
        return self.desk is not None and self.desk.broadcast is not None


class PullService:
    """Keeps the pulls that control asked for.

    Args:
        settings: What may be pulled.
        house: What publishers share.
    """

    def __init__(self, settings: Settings, house: IngestHouse) -> None:
        self._house = house
        self._pulls: dict[ChannelId, _Pull] = {}
        self._rules = {
            "allowed_hosts": settings.pull_allowed_hosts,
            "private_addresses": settings.pull_private_addresses,
            "folder": settings.pull_folder,
        }

    def revisions(self) -> dict[ChannelId, str]:
        """Return what the lease says: the revision of each pull, by channel."""
        return {channel_id: pull.source.revision for channel_id, pull in self._pulls.items()}

    def put(self, channel_id: ChannelId, source: PullSource) -> bool:
        """Fetch for a channel from now on. False when this node keeps as many pulls as it can."""
        known = self._pulls.get(channel_id)
        if known is not None and known.source.revision == source.revision:
            return True
        if known is None and len(self._pulls) >= MAX_PULLS:
            return False
        if known is not None:  # its broadcast waits for the other source
            self._take_out(known)
        pull = _Pull(channel_id, source)
        pull.worker = KeptWorker(
            "klieg.node.ingest.pull.worker",
            name="pull",
            on_message=lambda fields: self._receive(pull, fields),
            on_unit=lambda _stream, unit: _write(pull, unit),
            on_start=lambda: pull.worker.send({"type": "pull", "url": source.url, **self._rules}),
            on_loss=lambda: _lose(pull),
        )
        self._pulls[channel_id] = pull
        pull.worker.start()
        _log.info("pull_begun", channel_id=channel_id, source=_masked(source.url))
        return True

    def remove(self, channel_id: ChannelId) -> None:
        """Fetch no more for a channel. Nothing happens when nothing is fetched for it."""
        pull = self._pulls.get(channel_id)
        if pull is not None:
            if pull.desk is not None:
                pull.desk.end(EndReason.PUBLISHER_LEFT)
            self._take_out(pull)

    def status(self) -> list[dict[str, object]]:
        """Return what the page ``/status`` says: each pull, without what is secret of its address."""
        return [
            {
                "channel_id": pull.channel_id,
                "source": _masked(pull.source.url),
                "on_air": pull.is_on_air,
                "trouble": pull.trouble,
            }
            for pull in self._pulls.values()
        ]

    def collect(self) -> Iterator[Metric]:
        """Read the numbers for Prometheus."""
        on_air = sum(pull.is_on_air for pull in self._pulls.values())
        pulls = GaugeMetricFamily("klieg_node_pulls", "Sources that are fetched from, by state.", labels=["state"])
        pulls.add_metric(["on_air"], on_air)
        pulls.add_metric(["waiting"], len(self._pulls) - on_air)
        yield pulls

    async def stop(self) -> None:
        """End every pull."""
        pulls, self._pulls = list(self._pulls.values()), {}
        for pull in pulls:
            await pull.worker.stop()

    def _take_out(self, pull: _Pull) -> None:
        _log.info("pull_ended", channel_id=pull.channel_id, source=_masked(pull.source.url))
        del self._pulls[pull.channel_id]
        _lose(pull)
        self._house.spawn(pull.worker.stop())

    def _receive(self, pull: _Pull, fields: dict[str, object]) -> None:
        if self._pulls.get(pull.channel_id) is not pull:
            return  # its worker was still speaking when it was ended
        if fields.get("type") == "opened":
            self._house.spawn(self._enter(pull))
        elif fields.get("type") == "ended":
            code, description = str(fields["code"]), str(fields["description"])
            if code and pull.desk is not None:
                pull.desk.refuse(endings.unreadable(code, description))
            elif code:
                self._house.counts.refusals[code] += 1
            if description:  # else the desk said why
                source = _masked(pull.source.url)
                _log.warning(
                    "pull_interrupted",
                    channel_id=pull.channel_id,
                    source=source,
                    code=code,
                    description=description,
                )
                pull.trouble = description
            _lose(pull)

    async def _enter(self, pull: _Pull) -> None:
        """Ask control, as for any publisher, and let the worker go on or wait for its next try."""

        def drop(ending: PublishEnding) -> None:
            pull.trouble = ending.description
            pull.worker.send({"type": "drop"})

        host = urlsplit(pull.source.url).hostname or "file"
        pull.desk = desk = PublishDesk(self._house, "pull", host, drop=drop)
        decision = await desk.authorize(pull.source.stream_key, software="pull")
        if decision is None:  # the source is gone again, and the worker at its next try
            return
        pull.trouble = "" if isinstance(decision, PublishAccepted) else decision.description
        pull.worker.send({"type": "go" if isinstance(decision, PublishAccepted) else "drop"})


def _write(pull: _Pull, unit: Unit) -> None:
    if pull.desk is not None:
        pull.desk.count(len(unit.payload), asyncio.get_running_loop().time())
    if pull.desk is not None:  # counting may have found too much
        pull.desk.write(unit)


def _lose(pull: _Pull) -> None:
    desk, pull.desk = pull.desk, None
    if desk is not None:
        desk.lose()


def _masked(url: str) -> str:
    """Return an address fit for a log line: without user, password, path and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}/…"
