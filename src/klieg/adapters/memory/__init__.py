"""Ports in this process's memory: for tests, and as the plainest statement of what a port promises."""

from klieg.adapters.memory.nodes import MemoryNodeDirectory
from klieg.adapters.memory.throttle import MemoryThrottle
from klieg.adapters.memory.viewers import MemoryViewerCounts

__all__ = ["MemoryNodeDirectory", "MemoryThrottle", "MemoryViewerCounts"]
