"""What control counts, for Prometheus. ``GET /metrics`` renders it; ``docs`` lists every name here."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class ControlMetrics:
    """One registry a process; labels have few values, never a name a stranger chose."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self.requests = Counter(
            "klieg_http_requests", "HTTP requests answered.", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "klieg_http_request_seconds", "Time to answer.", ["method", "route"], buckets=_SECONDS, registry=registry
        )
        self.realtime_sockets = Gauge("klieg_realtime_sockets", "Open realtime sockets.", registry=registry)
        self.realtime_refusals = Counter(
            "klieg_realtime_refusals", "Realtime sockets closed for what they did.", ["cause"], registry=registry
        )
        self.live_streams = Gauge("klieg_live_streams", "Channels on the air.", registry=registry)
        self.viewers = Gauge("klieg_viewers", "Viewers of all channels this control follows.", registry=registry)
        self.publish_decisions = Counter(
            "klieg_publish_decisions", "Publishers let in or refused.", ["decision"], registry=registry
        )
        self.client_configurations = Counter(
            "klieg_client_configurations", "Encoders told what to send, or not.", ["outcome"], registry=registry
        )
        self.facts = Counter("klieg_facts", "Facts of nodes read.", ["type", "outcome"], registry=registry)
        self.outbox_waiting = Gauge("klieg_outbox_waiting", "Events not delivered yet.", registry=registry)
        self.mails = Counter("klieg_mails", "Attempts to send a mail.", ["state"], registry=registry)
        self.task_restarts = Counter(
            "klieg_task_restarts", "Background tasks that failed and began again.", ["task"], registry=registry
        )

    def render(self) -> bytes:
        """Return the text exposition format."""
        return generate_latest(self._registry)
