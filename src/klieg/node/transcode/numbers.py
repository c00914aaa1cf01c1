"""Numbers of derived tracks for Prometheus."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from klieg.node.transcode.audio import AudioConversion
from klieg.node.transcode.ladder import Ladders


def collect_transcoding(ladders: Ladders, audio: AudioConversion) -> Iterator[Metric]:
    """Read every number."""
    yield GaugeMetricFamily("klieg_node_ladder_rungs", "Smaller renditions that are made now.", value=ladders.rungs)
    yield GaugeMetricFamily(
        "klieg_node_ladder_shed_rungs",
        "Smaller renditions given up as this machine is too busy.",
        value=ladders.shed_rungs,
    )
    yield GaugeMetricFamily(
        "klieg_node_ladder_behind_seconds",
        "How far the slowest rendition is behind its source.",
        value=ladders.behind_s,
    )
    yield GaugeMetricFamily(
        "klieg_node_audio_conversions", "Streams whose sound is converted now.", value=audio.conversions
    )
    deaths = CounterMetricFamily("klieg_node_worker_deaths", "Worker processes that died, by kind.", labels=["worker"])
    deaths.add_metric(["ladder"], ladders.deaths)
    deaths.add_metric(["audio"], audio.worker.deaths)
    yield deaths
