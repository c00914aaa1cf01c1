import subprocess
from collections.abc import Callable, Sequence

import pytest

FFMPEG = "/usr/bin/ffmpeg"
TIMEOUT_S = 90

type RunFfmpeg = Callable[[Sequence[str], str], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run_ffmpeg() -> RunFfmpeg:
    """A function that runs the system's ffmpeg with arguments and a URL to publish to."""

    def run(arguments: Sequence[str], url: str) -> subprocess.CompletedProcess[str]:
        command = [FFMPEG, "-nostdin", "-hide_banner", "-loglevel", "info", *arguments, "-f", "flv", url]
        return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)

    return run
