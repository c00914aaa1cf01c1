"""The bus: Valkey streams for facts, leases for nodes, sorted sets for viewers, channels for realtime news."""

from klieg.adapters.valkey.bus import Bus, open_bus
from klieg.adapters.valkey.facts import FactsQueue
from klieg.adapters.valkey.news import News
from klieg.adapters.valkey.nodes import ValkeyNodeDirectory
from klieg.adapters.valkey.throttle import ValkeyThrottle
from klieg.adapters.valkey.viewers import ValkeyViewerCounts

__all__ = ["Bus", "FactsQueue", "News", "ValkeyNodeDirectory", "ValkeyThrottle", "ValkeyViewerCounts", "open_bus"]
