"""Frame rates as bitstreams declare them: plausible or None."""

_MIN_RATE = 1.0
_MAX_RATE = 1000.0


def declared_rate(time_scale: int, units_per_frame: int) -> float | None:
    """Return frames a second, or None when the declaration cannot be meant (zero, or a mere time base)."""
    if not time_scale or not units_per_frame:
        return None
    rate = time_scale / units_per_frame
    return rate if _MIN_RATE <= rate <= _MAX_RATE else None
