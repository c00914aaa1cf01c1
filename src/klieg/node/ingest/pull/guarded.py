"""Connections of a pull: each host is resolved here and each address checked, so that none reaches a private network.

FFmpeg opens no connection by itself: HTTP is fetched here, RTMP and RTSP go through a relay of ours.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from urllib.parse import SplitResult, urljoin

from klieg.media.pull.pull_address import DEFAULT_PORTS, PullRefusedError, PullRules, check_ip, read_address

TIMEOUT_S = 10.0
MAX_REDIRECTS = 5
_ENCRYPTED = frozenset({"https", "rtmps", "rtsps"})
_RELAY_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class PullFailedError(OSError):
    """The source does not answer, or answers with a fault; it may be better later."""


def connect(parts: SplitResult, rules: PullRules) -> socket.socket:
    """Return a connection to the host of an address, encrypted where its scheme says so.

    Raises:
        PullRefusedError: every address of the host is one that may not be connected to.
        OSError: it cannot be reached.
    """
    host = parts.hostname or ""
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        check_ip(str(address[0]), rules)
    failure: OSError = PullFailedError("The host has no address.")
    for family, kind, protocol, _, address in found:
        plain = socket.socket(family, kind, protocol)
        plain.settimeout(TIMEOUT_S)
        try:
            plain.connect(address)
            if parts.scheme in _ENCRYPTED:
                return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError as error:
            plain.close()
            failure = error
        else:
            return plain
    raise failure


class _Connection(http.client.HTTPConnection):
    """An HTTP connection over a socket that was checked."""

    def __init__(self, parts: SplitResult, rules: PullRules) -> None:
        super().__init__(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        self._parts = parts
        self._rules = rules

    def connect(self) -> None:
        """Connect to a checked address."""
        self.sock = connect(self._parts, self._rules)


def fetch(url: str, rules: PullRules) -> tuple[http.client.HTTPResponse, str]:
    """Return the answer to a GET, redirects followed, and the address it came from.

    Raises:
        PullRefusedError: an address on the way may not be pulled from.
        OSError: the source cannot be reached, or answers with a fault.
    """
    for _ in range(MAX_REDIRECTS):
        parts = read_address(url, rules)
        if parts.scheme not in {"http", "https"}:
            raise PullRefusedError("HTTP led to an address that is none of HTTP.")
        connection = _Connection(parts, rules)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("GET", target, headers={"user-agent": "Klieg", "connection": "close"})
            response = connection.getresponse()
        except (http.client.HTTPException, ValueError) as error:
            raise PullFailedError("The source does not speak HTTP.") from error
        if response.status == http.client.OK:
            return response, url
        location = response.getheader("location", "")
        response.close()
        if response.status not in _REDIRECTS or not location:
            raise PullFailedError(f"The source answers {response.status}.")
        url = urljoin(url, location)
    raise PullFailedError(f"The source redirects more than {MAX_REDIRECTS} times.")


class Relay:
    """A port of this machine behind which is the host of an RTMP or RTSP address. For one connection.

    Args:
        parts: The address.
        rules: What may be connected to.
        watch: Returns what may be passed on of what the host sends, or raises PullRefusedError.

    Attributes:
        refusal: What ``watch`` raised, which ended the connection.
    """

    def __init__(self, parts: SplitResult, rules: PullRules, watch: Callable[[bytes], bytes] = bytes) -> None:
        self.refusal: PullRefusedError | None = None
        self._watch = watch
        self._far = connect(parts, rules)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(TIMEOUT_S)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """End the connection."""
        for each in (self._listener, self._far):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _run(self) -> None:
        try:
            near, _ = self._listener.accept()
        except OSError:
            self._far.close()
            return
        self._listener.close()
        threading.Thread(target=_pass_on, args=(near, self._far, bytes), daemon=True).start()
        try:
            _pass_on(self._far, near, self._watch)
        except PullRefusedError as error:
            self.refusal = error
            _end(self._far, near)


def _pass_on(origin: socket.socket, target: socket.socket, watch: Callable[[bytes], bytes]) -> None:
    """Pass bytes on in one direction until either side ends, then end both."""
    with contextlib.suppress(OSError):
        while data := origin.recv(_RELAY_BYTES):
            target.sendall(watch(data))
    _end(origin, target)


def _end(origin: socket.socket, target: socket.socket) -> None:
    for each in (origin, target):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
