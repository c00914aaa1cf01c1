"""Where a page of the directory ends and the next begins."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_FORM = re.compile(r"(\d{1,16})-([a-z0-9_]{1,40})")
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class LivePosition:
    """A stream session in the order of the directory: what went live last comes first.

    Attributes:
        started_at: When it went live.
        session_id: Tells those apart that went live in the same instant.
    """

    started_at: datetime
    session_id: str

    def __str__(self) -> str:
        since = (self.started_at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        return f"{since}-{self.session_id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the position somebody sends back, None when it is none."""
        match = _FORM.fullmatch(text)
        if match is None:
            return None
        seconds, microseconds = divmod(int(match[1]), _MICROSECONDS)
        started_at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)
        return cls(started_at, match[2])
