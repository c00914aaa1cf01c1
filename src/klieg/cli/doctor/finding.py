"""What a check found."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """OK; WARNING: runs, but not as well as it could; FAILED: does not run."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """One line of the report. ``remedy`` says what to do, empty when nothing."""

    check: str
    verdict: Verdict
    detail: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the fields for ``--json``."""
        return asdict(self)


def ok(check: str, detail: str) -> Finding:
    """Return that all is well."""
    return Finding(check, Verdict.OK, detail)


def warning(check: str, detail: str, remedy: str) -> Finding:
    """Return that something is not as good as it could be."""
    return Finding(check, Verdict.WARNING, detail, remedy)


def failed(check: str, detail: str, remedy: str) -> Finding:
    """Return that Klieg cannot run like this."""
    return Finding(check, Verdict.FAILED, detail, remedy)
