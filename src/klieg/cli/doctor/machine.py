"""The machine itself: clock, codecs, open files, the web build."""

import time
from collections.abc import Iterator
from importlib.resources import files

from klieg.cli.doctor.finding import Finding, failed, ok, warning
from klieg.kernel.settings import Settings
from klieg.supervisor.file_limit import ADVISED_FILES, raise_file_limit

BUILT_AFTER = 1_767_225_600
"""2026-01-01: a clock before this is wrong."""
_DRIFT_S = 0.05
_CODECS = (("h264", "r"), ("aac", "r"), ("libx264", "w"), ("aac", "w"))


def check_clock(_settings: Settings) -> Iterator[Finding]:
    """Yield whether the wallclock is plausible and keeps pace with the monotonic clock."""
    wallclock, now = time.time(), time.monotonic()
    time.sleep(_DRIFT_S)
    drift = (time.time() - wallclock) - (time.monotonic() - now)
    moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(wallclock))
    if wallclock < BUILT_AFTER:
        yield failed("clock", f"says {moment}, which is past", "Set the clock; NTP keeps it right.")
    elif abs(drift) > _DRIFT_S:
        yield warning("clock", f"jumps: {drift * 1000:+.0f} ms in {_DRIFT_S * 1000:.0f} ms", "Let NTP slew the clock.")
    else:
        yield ok("clock", moment)


def check_codecs(_settings: Settings) -> Iterator[Finding]:
    """Yield whether PyAV brings the codecs we use."""
    from av.codec import Codec  # noqa: PLC0415 - loads FFmpeg's libraries
    from av.codec.codec import UnknownCodecError  # noqa: PLC0415 - same

    missing = []
    for name, mode in _CODECS:
        try:
            Codec(name, "r" if mode == "r" else "w")
        except UnknownCodecError:
            missing.append(f"{name} {'decoder' if mode == 'r' else 'encoder'}")
    if missing:
        yield failed("codecs", f"missing: {', '.join(missing)}", "Install the wheel of PyAV: `make setup`.")
    else:
        yield ok("codecs", "H.264 and AAC, both ways")


def check_file_limit(_settings: Settings) -> Iterator[Finding]:
    """Yield how many connections fit."""
    limit = raise_file_limit()
    if limit < ADVISED_FILES:
        remedy = f"Allow at least {ADVISED_FILES}: `ulimit -Hn`, or LimitNOFILE= of the service."
        yield warning("open files", f"at most {limit}, each connection is one", remedy)
    else:
        yield ok("open files", f"at most {limit}")


def check_web_build(_settings: Settings) -> Iterator[Finding]:
    """Yield whether the web app is there to be served."""
    build = files("klieg.api") / "web_build"
    if any(build.joinpath(page).is_file() for page in ("index.html", "200.html")):
        yield ok("web app", "built")
    else:
        yield failed("web app", "not built", "Run `make setup`.")
