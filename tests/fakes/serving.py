"""A real ``klieg serve`` on ports of its own, with what it said."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

LIMIT_S = 90.0
"""How long anything may take on a machine that has much else to do."""
_LOOK_S = 0.05


def await_that[Result](look: Callable[[], Result | None], what: str) -> Result:
    """Return the first result of ``look`` that is neither None nor False; fail after the limit."""
    deadline = time.monotonic() + LIMIT_S
    while (result := look()) is None or result is False:
        assert time.monotonic() < deadline, f"{what}: not within {LIMIT_S:g} s"
        time.sleep(_LOOK_S)
    return result


def accepts(port: int) -> bool:
    """Return whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Serving:
    """One installation: its ports, its data folder, its process once started."""

    data_dir: Path
    http_port: int
    node_http_port: int
    rtmp_port: int
    log_path: Path
    settings: dict[str, str] = field(default_factory=dict)
    started: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("KLIEG_")}
        return others | {
            "KLIEG_DATA_DIR": str(self.data_dir),
            "KLIEG_HTTP_PORT": str(self.http_port),
            "KLIEG_NODE_HTTP_PORT": str(self.node_http_port),
            "KLIEG_RTMP_PORT": str(self.rtmp_port),
            "KLIEG_RTMPS_PORT": "0",
            "KLIEG_SRT_PORT": "0",
            "KLIEG_DEMO": "0",
            **self.settings,
        }

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self.started is not None, "it was started"
        return self.started

    @property
    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it and wait for its greeting."""
        with self.log_path.open("wb") as log:
            command = [sys.executable, "-m", "klieg", "serve"]
            self.started = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        await_that(self._has_greeted, "the greeting")

    def stop(self) -> int:
        """Stop it as Ctrl-C does; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LIMIT_S)

    def family(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def child(self, role: str) -> psutil.Process | None:
        """Return the process of a role, if it runs now."""
        for member in self.family():
            with suppress(psutil.NoSuchProcess):
                if member.cmdline()[-1:] == [role] or role in member.name():
                    return member
        return None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``klieg`` with arguments as an operator would."""
        command = [sys.executable, "-m", "klieg", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )

    def ask(self, *arguments: str) -> Any:
        """Run a command that must succeed and return what ``--json`` prints."""
        ended = self.run(*arguments, "--json")
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    def live_session(self, channel: str) -> str | None:
        """Return the stream session that is on the air of a channel, or None."""
        with suppress(httpx.HTTPError):
            answer = httpx.get(f"http://127.0.0.1:{self.http_port}/api/v1/channels/{channel}", trust_env=False)
            if answer.status_code == httpx.codes.OK and answer.json()["is_live"]:
                return str(answer.json()["session_id"])
        return None

    def kill(self) -> None:
        """Take down whatever still runs."""
        if self.started is None or self.started.poll() is not None:
            return
        for member in [*self.family(), psutil.Process(self.started.pid)]:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        self.started.wait(LIMIT_S)

    def _has_greeted(self) -> bool:
        assert self.process.poll() is None, f"klieg serve ended: {self.log[-4000:]}"
        return "Klieg is on." in self.log


@contextmanager
def installation(data_dir: Path, make_port: Callable[[], int], **settings: str) -> Iterator[Serving]:
    """Yield an installation that is not started; nothing of it is left afterwards."""
    log_path = data_dir.parent / "serve.log"
    serving = Serving(data_dir, make_port(), make_port(), make_port(), log_path, settings)
    try:
        yield serving
    finally:
        serving.kill()
