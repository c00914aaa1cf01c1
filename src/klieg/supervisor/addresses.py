"""The addresses to tell people: those of the settings, else this machine's as others on the network see it."""

import socket
from dataclasses import dataclass

from klieg.kernel.settings import Settings

_ELSEWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737 that nobody has: naming it as destination selects the interface and sends nothing."""


@dataclass(frozen=True)
class Addresses:
    """What ``klieg serve`` prints."""

    web: list[str]
    ingest: str
    rtmps: str | None = None
    srt: str | None = None


def find_addresses(settings: Settings) -> Addresses:
    """Return what to open and where to publish to."""
    hosts = _hosts(settings.http_host)
    web = [settings.public_url] if settings.public_url else [f"http://{host}:{settings.http_port}" for host in hosts]
    host = _hosts(settings.rtmp_host)[0]
    rtmps = f"rtmps://{host}:{settings.rtmps_port}/live" if settings.rtmps_port else None
    srt = f"srt://{host}:{settings.srt_port}" if settings.srt_port else None
    return Addresses(
        web=web,
        ingest=settings.public_ingest_url or f"rtmp://{host}:{settings.rtmp_port}/live",
        rtmps=settings.public_rtmps_url or rtmps,
        srt=settings.public_srt_url or srt,
    )


def _hosts(listening: str) -> list[str]:
    if listening not in {"0.0.0.0", "::", ""}:  # noqa: S104 - compares, binds nothing
        return [f"[{listening}]" if ":" in listening else listening]
    network = network_address()
    return ["localhost", network] if network else ["localhost"]


def network_address() -> str | None:
    """Return the address of this machine on its network, or None without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") or address == "0.0.0.0" else address  # noqa: S104 - compares, binds nothing
