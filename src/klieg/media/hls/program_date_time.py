"""The text of EXT-X-PROGRAM-DATE-TIME (RFC 8216bis, 4.4.4.6): ISO 8601, milliseconds, UTC."""

_DAYS_BEFORE_EPOCH = 719_468
"""Days from 0000-03-01 to 1970-01-01 in the proleptic Gregorian calendar."""

_DAYS_PER_ERA = 146_097


def format_date_time(wallclock: float) -> str:
    """Return UTC seconds since the Unix epoch as text, for example ``2026-03-01T09:05:07.250Z``.

    The calendar is computed here because media takes time as numbers and must not reach for a clock's module.
    """
    milliseconds = round(wallclock * 1000)
    seconds, milliseconds = divmod(milliseconds, 1000)
    days, seconds = divmod(seconds, 86_400)
    era, day_of_era = divmod(days + _DAYS_BEFORE_EPOCH, _DAYS_PER_ERA)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400 + (month <= 2)
    hour, rest = divmod(seconds, 3600)
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{rest // 60:02d}:{rest % 60:02d}.{milliseconds:03d}Z"
