"""Whether the ports that the children will listen on are free, asked before anything starts."""

import errno
import socket
from dataclasses import dataclass

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings


@dataclass(frozen=True)
class Port:
    """A TCP port of ours: the settings that name it, and what for."""

    setting: str
    host_setting: str
    host: str
    number: int
    purpose: str

    @property
    def variable(self) -> str:
        """Environment variable that changes it."""
        return f"{PREFIX}{self.setting.upper()}"


def list_ports(settings: Settings) -> list[Port]:
    """Return every port that ``klieg serve`` listens on."""
    ports = [
        Port("http_port", "http_host", settings.http_host, settings.http_port, "the web app and the API"),
        Port("node_http_port", "http_host", settings.http_host, settings.node_http_port, "players"),
        Port("rtmp_port", "rtmp_host", settings.rtmp_host, settings.rtmp_port, "encoders"),
    ]
    if settings.rtmps_port:
        ports.append(Port("rtmps_port", "rtmp_host", settings.rtmp_host, settings.rtmps_port, "encoders by TLS"))
    return ports


def find_fault(port: Port) -> str | None:
    """Return the sentence that says why ``port`` cannot be listened on, or None when it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            port.host, port.number, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return _sentence(port, error)
    return None


def require_free(settings: Settings) -> None:
    """Check every port.

    Raises:
        SettingsError: a sentence for each port that cannot be listened on.
    """
    faults = [fault for port in list_ports(settings) if (fault := find_fault(port))]
    if faults:
        raise SettingsError("\n".join(faults))


def _sentence(port: Port, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port.number} ({port.variable}, for {port.purpose}) is taken by another program: "
            f"stop that program, or set {port.variable} to a free port."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port.number} ({port.variable}, for {port.purpose}) needs more rights than this user has: "
            f"set {port.variable} to a port above 1023."
        )
    variable = f"{PREFIX}{port.host_setting.upper()}"
    return (
        f"{variable} has the value {port.host!r}, which cannot be listened on: {error.strerror or error}. "
        f"Set {variable} to an address of this machine, or to 0.0.0.0 for all of them."
    )
