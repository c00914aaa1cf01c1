"""What all suites share: markers by folder, no network where none is needed, ports and folders for real servers."""

import random
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent
SUITES = ("unit", "conformance", "integration", "fuzz", "e2e")
WITHOUT_NETWORK = {"unit", "conformance", "fuzz"}
E2E_TIMEOUT_S = 300
PORTS = (20_000, 32_000)

settings.register_profile("repeatable", derandomize=True)  # a suite that fails, fails for everybody
settings.register_profile("searching", derandomize=False)  # pytest --hypothesis-profile=searching looks further
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with its suite; take the network away from the suites that need none."""
    for item in items:
        suite = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
        if suite in SUITES:
            item.add_marker(suite)
        if suite in WITHOUT_NETWORK:
            item.add_marker(pytest.mark.disable_socket)
        if suite == "e2e" and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(E2E_TIMEOUT_S))


@pytest.fixture(scope="session")
def make_port() -> Callable[[], int]:
    """A function that returns a TCP port nobody listens on, each time another.

    Taken at random below the range from which the kernel gives ports to outgoing connections: one of those could be
    in use again by the time a server wants to listen.
    """
    given: set[int] = set()
    dice = random.SystemRandom()

    def port() -> int:
        while True:
            number = dice.randrange(*PORTS)
            with socket.socket() as probe, suppress(OSError):
                probe.bind(("0.0.0.0", number))
                if number not in given:
                    given.add(number)
                    return number

    return port


@pytest.fixture
def free_port(make_port: Callable[[], int]) -> int:
    """A TCP port nobody listens on."""
    return make_port()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """An empty data folder for one server (``KLIEG_DATA_DIR``)."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def media_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where generated test media is kept for the whole run."""
    return tmp_path_factory.mktemp("media")
