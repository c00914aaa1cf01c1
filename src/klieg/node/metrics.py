"""Numbers of a node for Prometheus: plain counters where things happen, read only when scraped."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from klieg.node.delivery.held_requests import HeldRequests
from klieg.node.delivery.http_server import HttpServer
from klieg.node.ingest.admission import Admission
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.rate_meter import RateMeter
from klieg.node.packaging.store import RenditionStore
from klieg.node.registry import Registry


@dataclass(frozen=True, eq=False)
class NodeNumbers:
    """Where the numbers are. A prometheus_client collector."""

    registry: Registry
    store: RenditionStore
    server: HttpServer
    desks: Sequence[HeldRequests]
    ingest: IngestCounts
    admission: Admission
    meters: set[RateMeter]
    wake_buckets_s: Sequence[float]
    bus_answers: Callable[[], bool]
    further: Sequence[Callable[[], Iterable[Metric]]] = ()

    def collect(self) -> Iterator[Metric]:
        """Read every number."""
        yield from self._ingest()
        yield from self._delivery()
        yield from self._waits()
        yield _gauge("klieg_node_bus_up", "1 while the bus answers.", self.bus_answers())
        for collect in self.further:
            yield from collect()

    def _ingest(self) -> Iterator[Metric]:
        states = Counter(broadcast.state.name.lower() for broadcast in self.registry.broadcasts())
        broadcasts = GaugeMetricFamily("klieg_node_broadcasts", "Broadcasts held, by state.", labels=["state"])
        for state in ("on_air", "awaiting_publisher", "ended"):
            broadcasts.add_metric([state], states[state])
        yield broadcasts
        yield _gauge("klieg_node_ingest_connections", "Encoder connections held.", self.admission.held)
        yield _counter("klieg_node_ingest_bytes", "Bytes received from encoders.", self.ingest.received_bytes)
        bits = sum(meter.kbps for meter in self.meters) * 1000
        yield _gauge("klieg_node_ingest_bits_per_second", "Bits a second of publishers, over five seconds.", bits)
        refusals = CounterMetricFamily(
            "klieg_node_ingest_refusals", "Publishers refused or ended for a fault, by code.", labels=["code"]
        )
        for code, count in (self.ingest.refusals + Counter(connections=self.admission.refused)).items():
            refusals.add_metric([code], count)
        yield refusals
        yield _gauge("klieg_node_media_bytes", "Memory that packaged media takes.", self.store.size_bytes)

    def _delivery(self) -> Iterator[Metric]:
        yield _gauge("klieg_node_http_connections", "Player connections held.", self.server.connection_count)
        refused = self.server.refused_connections
        yield _counter("klieg_node_http_refused_connections", "Player connections turned away.", refused)
        responses = CounterMetricFamily(
            "klieg_node_http_responses", "Responses sent, by kind and status.", labels=["kind", "status"]
        )
        for (kind, status), count in self.server.responses.items():
            responses.add_metric([kind, str(status)], count)
        yield responses
        sent = CounterMetricFamily("klieg_node_http_body_bytes", "Body bytes of responses, by kind.", labels=["kind"])
        for kind, count in self.server.response_bytes.items():
            sent.add_metric([kind], count)
        yield sent

    def _waits(self) -> Iterator[Metric]:
        yield _gauge("klieg_node_held_requests", "Requests held now.", sum(map(len, self.desks)))
        waits = CounterMetricFamily("klieg_node_waits", "Held requests that ended, by how.", labels=["end"])
        waits.add_metric(["woken"], sum(desk.woken for desk in self.desks))
        waits.add_metric(["expired"], sum(desk.expired for desk in self.desks))
        yield waits
        counts = [sum(column) for column in zip(*(desk.latency_counts for desk in self.desks), strict=True)]
        bounds = [*map(str, self.wake_buckets_s), "+Inf"]
        latency = HistogramMetricFamily(
            "klieg_node_wake_latency_seconds", "From new media to the answer of a held request; sampled."
        )
        latency.add_metric(
            [],
            list(zip(bounds, accumulate(counts), strict=True)),
            sum(desk.latency_sum_s for desk in self.desks),
        )
        yield latency

    def render(self) -> bytes:
        """Return the Prometheus text."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)


def _gauge(name: str, sentence: str, value: float) -> Metric:
    return GaugeMetricFamily(name, sentence, value=value)


def _counter(name: str, sentence: str, value: float) -> Metric:
    return CounterMetricFamily(name, sentence, value=value)
