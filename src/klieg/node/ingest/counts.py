"""What ingest counts, plainly; ``node/metrics.py`` reads it when scraped."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class IngestCounts:
    """Counters of a node's ingest.

    Attributes:
        received_bytes: Bytes from encoders.
        refusals: Publishers refused or ended for a fault, by code.
    """

    received_bytes: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
