"""The servers that are measured: ``klieg serve`` and the peers, each on the server core, on ports of their own."""

import http
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from perf.instruments.machine import SERVER_CORE, command_line, descendants, on_core

_START_TIMEOUT_S = 30.0
_STOP_TIMEOUT_S = 15.0
_LOG_LINE = 500
_ROLES = ("demo", "control", "node", "valkey")
_MEMORY_FOLDER = Path("/dev/shm")


class ServerError(Exception):
    """A server did not start, or did not answer as it should."""


def free_ports(count: int) -> list[int]:
    """Return ports nobody listens on now."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def fetch(url: str, timeout_s: float = 5.0) -> bytes | None:
    """GET ``url``; None for any answer but 200."""
    try:
        with urllib.request.urlopen(url, timeout=timeout_s) as answer:
            body: bytes = answer.read()
            return body
    except (urllib.error.URLError, OSError):
        return None


def await_url(
    url: str, timeout_s: float = _START_TIMEOUT_S, *, poll_s: float = 0.02, statuses: Container[int] = (200,)
) -> None:
    """Ask until the answer to ``url`` has one of the statuses.

    Raises:
        ServerError: it had not within the time.
    """
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        if _status(url) in statuses:
            return
        time.sleep(poll_s)
    raise ServerError(f"{url} did not answer as expected within {timeout_s:.0f} s.")


def _status(url: str) -> int | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return None


def await_port(port: int, timeout_s: float = _START_TIMEOUT_S) -> None:
    """Try until something listens on ``port``.

    Raises:
        ServerError: nothing did within the time.
    """
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise ServerError(f"Nothing listened on port {port} within {timeout_s:.0f} s.")


def _ask_politely(request: urllib.request.Request) -> bytes:
    """Send the request; wait and send it again while the answer is 429."""
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError as error:
            if error.code != http.HTTPStatus.TOO_MANY_REQUESTS:
                raise
            time.sleep(float(error.headers.get("Retry-After", "1")))


class Server:
    """A process in a folder of its own; stopped by SIGINT, then killed with all it started."""

    def __init__(self) -> None:
        parent = _MEMORY_FOLDER if _MEMORY_FOLDER.is_dir() else None
        self.folder = Path(tempfile.mkdtemp(prefix="klieg-perf-", dir=parent))
        self._process: subprocess.Popen[bytes] | None = None
        self._pinned = True

    @property
    def pid(self) -> int:
        if self._process is None:
            raise ServerError("The server is not running.")
        return self._process.pid

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start it and return when it answers."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop it and everything below it."""
        if self._process is None:
            return
        family = descendants(self._process.pid)
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            for pid in family:
                if command_line(pid):
                    os.kill(pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _spawn(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                on_core(SERVER_CORE, command) if self._pinned else command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, **(environment or {})},
            )

    def read_log(self) -> str:
        """The last lines the server wrote."""
        lines = (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line[:_LOG_LINE] for line in lines[-15:])


@dataclass(frozen=True)
class Channel:
    """A channel made for the run."""

    name: str
    stream_key: str
    playback_url: str


class KliegServer(Server):
    """``klieg serve`` as an operator runs it.

    Args:
        demo: Whether the demo channel is on.
        pinned: Whether it is kept on the server core; else it may use what the starter may.
        settings: Further ``KLIEG_…`` variables, without the prefix.
    """

    def __init__(self, *, demo: bool = False, pinned: bool = True, **settings: str) -> None:
        super().__init__()
        self._pinned = pinned
        self.http_port, self.media_port, self.rtmp_port = free_ports(3)
        self._environment = {
            "KLIEG_DATA_DIR": str(self.folder / "data"),
            "KLIEG_HTTP_PORT": str(self.http_port),
            "KLIEG_NODE_HTTP_PORT": str(self.media_port),
            "KLIEG_RTMP_PORT": str(self.rtmp_port),
            "KLIEG_RTMPS_PORT": "0",
            "KLIEG_SRT_PORT": "0",
            "KLIEG_HTTP_HOST": "127.0.0.1",
            "KLIEG_RTMP_HOST": "127.0.0.1",
            "KLIEG_DEMO": "1" if demo else "0",
            "KLIEG_LOG_LEVEL": "warning",
            **{f"KLIEG_{name.upper()}": value for name, value in settings.items()},
        }

    @property
    def page_url(self) -> str:
        """Address of the web app."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def media_url(self) -> str:
        """Address of the node's HTTP."""
        return f"http://127.0.0.1:{self.media_port}"

    def launch(self) -> None:
        """Start it and return at once."""
        self._spawn([sys.executable, "-m", "klieg", "serve"], self._environment)

    def start(self) -> None:
        self.launch()
        try:
            await_url(f"{self.page_url}/status")
            await_port(self.media_port)
            await_port(self.rtmp_port)
        except ServerError as error:
            self.stop()
            raise ServerError(f"{error} Its log ends:\n{self.read_log()}") from error

    def processes(self) -> dict[str, list[int]]:
        """The processes by role: serve, control, node, demo, valkey."""
        found: dict[str, list[int]] = {}
        for pid in descendants(self.pid):
            words = " ".join(command_line(pid)[:4])
            role = next((role for role in _ROLES if role in words.replace("klieg-perf-", "")), "serve")
            found.setdefault(role, []).append(pid)
        return found

    def create_channel(self, name: str) -> Channel:
        """Create a channel through the API as the admin."""
        token = (self.folder / "data" / "admin-token").read_text(encoding="ascii").strip()
        request = urllib.request.Request(
            f"{self.page_url}/api/v1/channels",
            data=json.dumps({"name": name}).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        made: dict[str, Any] = json.loads(_ask_politely(request))
        return Channel(name, made["stream_key"], f"{self.media_url}/hls/{name}/index.m3u8")

    def create_channels(self, count: int) -> list[Channel]:
        """Create ``perf-0`` and so on."""
        return [self.create_channel(f"perf-{number}") for number in range(count)]


_NGINX = """
load_module {modules}/ngx_rtmp_module.so;
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log error;
worker_rlimit_nofile 16384;
events {{ worker_connections 16384; }}
rtmp {{ server {{ listen 127.0.0.1:{rtmp_port}; chunk_size 4096;
  application live {{ live on; hls on; hls_path {folder}/hls; hls_fragment 2s; hls_playlist_length 12s; }}
}} }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ application/vnd.apple.mpegurl m3u8; video/mp2t ts; video/mp4 m4s mp4; }}
  server {{ listen 127.0.0.1:{http_port} backlog=4096; root {folder};
    add_header Access-Control-Allow-Origin *; add_header Cache-Control no-cache;
    location /files/ {{ open_file_cache max=1000; }} }}
}}
"""


class NginxServer(Server):
    """Debian's nginx with its RTMP module: RTMP to HLS of 2 s TS segments, and files served from memory."""

    def __init__(self) -> None:
        super().__init__()
        self.rtmp_port, self.http_port = free_ports(2)

    @property
    def media_url(self) -> str:
        """Address of its HTTP."""
        return f"http://127.0.0.1:{self.http_port}"

    def start(self) -> None:
        configuration = self.folder / "nginx.conf"
        modules = next(
            (path for path in ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules") if Path(path).is_dir()), ""
        )
        configuration.write_text(
            "user root;\n" * (os.geteuid() == 0)
            + _NGINX.format(folder=self.folder, modules=modules, rtmp_port=self.rtmp_port, http_port=self.http_port)
        )
        self.put_file("up", b"up")
        binary = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if binary is None:
            raise ServerError("nginx with its RTMP module is needed: apt-get install nginx libnginx-mod-rtmp.")
        self._spawn([binary, "-c", str(configuration), "-e", str(self.folder / "error.log")])
        await_url(f"{self.media_url}/files/up", timeout_s=10)

    def put_file(self, name: str, content: bytes) -> str:
        """Serve ``content`` and return its address."""
        (self.folder / "files").mkdir(exist_ok=True)
        (self.folder / "files" / name).write_bytes(content)
        return f"{self.media_url}/files/{name}"

    def playback_url(self, stream: str) -> str:
        """Media playlist of a published stream."""
        return f"{self.media_url}/hls/{stream}.m3u8"
