"""Is there a libsrt for SRT ingest, and is its port free?"""

import socket
from collections.abc import Iterator

from klieg.cli.doctor.finding import Finding, ok, warning
from klieg.kernel.settings import PREFIX, Settings
from klieg.node.ingest.srt.library import SrtMissingError, load_library
from klieg.supervisor.lock import find_holder


def check_srt(settings: Settings) -> Iterator[Finding]:
    """Yield whether SRT callers are taken; nothing where there is no SRT."""
    if not settings.srt_port:
        return
    try:
        load_library()
    except SrtMissingError as error:
        yield warning("srt", str(error), f"Install it, or set {PREFIX}SRT_PORT=0 when you do not need SRT.")
        return
    if find_holder(settings.data_dir) is None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind((settings.rtmp_host, settings.srt_port))
            except OSError as error:
                detail = f"UDP port {settings.srt_port} cannot be listened on: {error.strerror}"
                yield warning("srt", detail, f"Stop what uses the port, or set {PREFIX}SRT_PORT to another.")
                return
    yield ok("srt", f"libsrt is there, for callers on UDP port {settings.srt_port}")
