"""A real ``klieg serve`` on ports of its own, and what one does with it from a shell."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

START_LIMIT_S = 90.0
STOP_LIMIT_S = 30.0
POLL_S = 0.1

type Json = dict[str, Any]


def wait_for[Result](probe: Callable[[], Result | None], what: str, *, limit_s: float) -> Result:
    """Return the first result of ``probe`` that is neither None nor False; fail after ``limit_s``."""
    deadline = time.monotonic() + limit_s
    while True:
        result = probe()
        if result is not None and result is not False:
            return result
        assert time.monotonic() < deadline, f"{what}: not within {limit_s:g} s"
        time.sleep(POLL_S)


@dataclass
class Server:
    """One installation: its ports, its data folder, its process once started."""

    data_dir: Path
    http_port: int
    node_http_port: int
    rtmp_port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log_path(self) -> Path:
        return self.data_dir.parent / "serve.log"

    @property
    def web_url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def media_url(self) -> str:
        return f"http://127.0.0.1:{self.node_http_port}"

    @property
    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("KLIEG_")}
        ports = {
            "KLIEG_HTTP_PORT": str(self.http_port),
            "KLIEG_NODE_HTTP_PORT": str(self.node_http_port),
            "KLIEG_RTMP_PORT": str(self.rtmp_port),
            "KLIEG_RTMPS_PORT": "0",
            "KLIEG_SRT_PORT": "0",
        }
        fixed = {"KLIEG_DATA_DIR": str(self.data_dir), "KLIEG_DEMO": "0", "KLIEG_LOG_FORMAT": "json"}
        return ours | ports | fixed | self.settings

    def start(self) -> None:
        """Start it and wait until control and node answer."""
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "klieg", "serve"], env=self.environment, stdout=log, stderr=log
            )
        wait_for(self._is_ready, f"klieg serve is ready ({self.log_path})", limit_s=START_LIMIT_S)

    def stop(self) -> int:
        """Stop it as Ctrl-C does; return the exit code."""
        assert self.process is not None, "it was started"
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_LIMIT_S)

    def kill(self) -> None:
        """Take down whatever still runs."""
        if self.process is not None and self.process.poll() is None:
            family = [*psutil.Process(self.process.pid).children(recursive=True), psutil.Process(self.process.pid)]
            for member in family:
                with suppress(psutil.NoSuchProcess):
                    member.kill()
            self.process.wait(STOP_LIMIT_S)

    def child(self, role: str) -> psutil.Process | None:
        """Return the process of a role (``control``, ``node``, ``demo``, ``valkey``, a worker's module) if it runs."""
        assert self.process is not None, "it was started"
        for member in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                command = member.cmdline()
                if role in {*command[-1:], *command[3:4]} or (role == "valkey" and "valkey" in member.name()):
                    return member
        return None

    def kill_child(self, role: str) -> None:
        """Kill -9 the process of a role and wait until another one took its place."""
        former = self.child(role)
        assert former is not None, f"{role} runs"
        former.kill()

        def successor() -> bool:
            member = self.child(role)
            return member is not None and member.pid != former.pid

        wait_for(successor, f"{role} is started again", limit_s=START_LIMIT_S)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``klieg`` with arguments as an operator would; it must succeed."""
        command = [sys.executable, "-m", "klieg", *arguments]
        ended = subprocess.run(
            command, env=self.environment, check=False, capture_output=True, text=True, timeout=START_LIMIT_S
        )
        assert ended.returncode == 0, ended.stderr
        return ended

    def ask(self, *arguments: str) -> Any:
        """Run ``klieg … --json`` and return what it prints."""
        return json.loads(self.run(*arguments, "--json").stdout)

    def create_channel(self, name: str, *options: str) -> Json:
        """Make a channel."""
        channel: Json = self.ask("channel", "create", name, *options)
        return channel

    def channel(self, name: str) -> Json:
        """Return the channel as anybody sees it over the API."""
        answer = httpx.get(f"{self.web_url}/api/v1/channels/{name}", trust_env=False, timeout=10)
        channel: Json = answer.raise_for_status().json()
        return channel

    def wait_until_live(self, name: str, *, live: bool = True, limit_s: float = 30.0) -> Json:
        """Wait until the API says that the channel is (not) live; return it."""

        def look() -> Json | None:
            with suppress(httpx.HTTPError):
                channel = self.channel(name)
                return channel if channel["is_live"] is live else None
            return None

        return wait_for(look, f"{name} is {'' if live else 'not '}live", limit_s=limit_s)

    def log(self) -> str:
        """Return everything it has said."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def _is_ready(self) -> bool:
        assert self.process is not None, "it was started"
        assert self.process.poll() is None, f"klieg serve ended: {self.log()[-4000:]}"
        return '"ready"' in self.log()
