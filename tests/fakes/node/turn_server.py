"""A real TURN server (coturn) on this machine, that speaks TCP alone: what passes a network without UDP."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

SECRET = "a-secret-of-tests"
START_LIMIT_S = 20.0
FIRST_RELAY_PORT, LAST_RELAY_PORT = 46_701, 46_720


@contextlib.contextmanager
def turn_server(port: int, folder: Path) -> Iterator[str]:
    """Run it for the length of the context; yield what ``ice_servers`` is set to. Its log is kept in ``folder``."""
    program = shutil.which("turnserver")
    assert program is not None, "scripts/install-test-needs installs coturn"
    command = [
        program,
        *("-n", "--no-udp", "--no-tls", "--no-dtls", "--no-cli", "--cli-password", "unused"),
        *("--listening-ip", "127.0.0.1", "--listening-port", str(port), "--relay-ip", "127.0.0.1"),
        *("--min-port", str(FIRST_RELAY_PORT), "--max-port", str(LAST_RELAY_PORT), "--allow-loopback-peers"),
        *("--use-auth-secret", "--static-auth-secret", SECRET, "--realm", "klieg.test", "--no-tcp-relay"),
        *("--userdb", str(folder / "turn.db"), "--pidfile", str(folder / "turn.pid"), "--log-file", "stdout"),
    ]
    with (folder / "turn.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_until_it_listens(process, port)
            yield f"turn:127.0.0.1:{port}?transport=tcp"
        finally:
            process.kill()


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, "coturn has ended"
        assert time.monotonic() < deadline, "coturn does not listen"
        time.sleep(0.05)
