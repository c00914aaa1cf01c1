"""What can be watched: live channels, categories, search. Reads what other domains wrote and writes nothing."""

from klieg.domains.directory.queries import (
    LiveCategory,
    Surroundings,
    find_surroundings,
    list_live,
    live_categories,
    search_channels,
)
from klieg.domains.directory.rules import LivePosition

__all__ = [
    "LiveCategory",
    "LivePosition",
    "Surroundings",
    "find_surroundings",
    "list_live",
    "live_categories",
    "search_channels",
]
