"""An S3 server in a process of its own (moto), with one empty bucket."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from fakes.serving import accepts, await_that

BUCKET = "media"


@contextmanager
def s3_server() -> Iterator[str]:
    """Serve for the length of a test; what is given is its address. Any key will do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_that(lambda: accepts(port), "an S3 server")
        url = f"http://127.0.0.1:{port}"
        httpx.put(f"{url}/{BUCKET}", trust_env=False).raise_for_status()
        yield url
    finally:
        process.kill()
        process.wait()
