"""Are the UDP ports of WebRTC free?"""

import socket
from collections.abc import Iterator

from klieg.cli.doctor.finding import Finding, ok, warning
from klieg.kernel.settings import PREFIX, Settings
from klieg.supervisor.lock import find_holder


def check_webrtc(settings: Settings) -> Iterator[Finding]:
    """Yield whether WebRTC has its two ports; nothing where there is no WebRTC."""
    if not settings.webrtc_port:
        return
    ports = (settings.webrtc_port, settings.webrtc_port + 1)
    for port in ports if find_holder(settings.data_dir) is None else ():
        fault = _find_fault(settings.webrtc_host, port)
        if fault is not None:
            remedy = f"Stop what uses the port, or set {PREFIX}WEBRTC_PORT to another; the one above it is needed too."
            yield warning("webrtc", f"UDP port {port} cannot be listened on: {fault}", remedy)
            return
    yield ok("webrtc", f"media on UDP ports {ports[0]} and {ports[1]}; let both in")


def _find_fault(host: str, port: int) -> str | None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return str(error)
    return None
