"""Stream keys in log lines."""

_SHORTEST_WITH_TAIL = 16


def masked_key(stream_key: str) -> str:
    """Return a stream key fit for a log line: ``sk_…`` and the last four characters of a long enough one."""
    tail = stream_key[-4:] if len(stream_key) >= _SHORTEST_WITH_TAIL and stream_key.isascii() else ""
    return f"sk_…{tail}"
