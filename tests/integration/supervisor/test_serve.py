"""``klieg serve`` as an operator meets it: real processes on ports of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from fakes.serving import LIMIT_S, Serving, accepts, await_that, installation


@pytest.fixture
def server(data_dir: Path, make_port: Callable[[], int]) -> Iterator[Serving]:
    """An installation that is not started yet."""
    with installation(data_dir, make_port) as serving:
        yield serving


def test_it_serves_greets_and_stops_everything_on_ctrl_c(server: Serving) -> None:
    server.start()
    greeting = server.log
    for promised in (f"http://localhost:{server.http_port}", f"rtmp://localhost:{server.rtmp_port}/live", "ffmpeg -re"):
        assert promised in greeting
    family = server.family()
    assert len(family) == 3, "Valkey, control, node"
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 20
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive


@pytest.mark.parametrize("role", ["node", "control", "valkey"])
def test_a_process_that_is_killed_is_started_again(server: Serving, role: str) -> None:
    server.start()
    former = server.child(role)
    assert former is not None, f"{role} runs"
    former.kill()
    await_that(lambda: _other_child(server, role, former), f"{role} is started again")
    await_that(lambda: accepts(server.http_port) and accepts(server.node_http_port), "both ports answer again")
    assert '"exit": "SIGKILL"' in server.log
    assert server.stop() == 0


def test_no_orphan_outlives_a_killed_supervisor(server: Serving) -> None:
    server.start()
    family = server.family()
    server.process.kill()
    server.process.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive


def test_what_was_committed_is_there_after_a_kill(server: Serving) -> None:
    server.start()
    key = server.ask("channel", "create", "evening")["stream_key"]
    server.process.kill()
    server.process.wait()
    server.start()
    assert server.ask("channel", "show", "evening")["stream_key"] == key
    assert server.stop() == 0


def test_a_second_serve_on_the_same_data_folder_is_refused(
    server: Serving, make_port: Callable[[], int], data_dir: Path
) -> None:
    server.start()
    with installation(data_dir, make_port) as second:
        refused = second.run("serve")
    assert refused.returncode == 3
    assert "Another `klieg serve`" in refused.stderr
    assert "KLIEG_DATA_DIR" in refused.stderr
    assert server.stop() == 0


@pytest.mark.parametrize("setting", ["KLIEG_HTTP_PORT", "KLIEG_NODE_HTTP_PORT", "KLIEG_RTMP_PORT"])
def test_a_taken_port_is_one_sentence_and_no_loop(server: Serving, setting: str) -> None:
    port = int(server.environment[setting])
    with socket.create_server(("0.0.0.0", port)):
        refused = server.run("serve")
    assert refused.returncode == 3
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} ({setting}" in refused.stderr


def test_a_wrong_setting_stops_the_start_before_anything_runs(server: Serving) -> None:
    server.settings["KLIEG_VIEWER_WINDOW_MS"] = "soon"
    refused = server.run("serve")
    assert refused.returncode == 3
    assert "KLIEG_VIEWER_WINDOW_MS has the value 'soon'" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not list(server.data_dir.iterdir())


def test_a_deep_data_folder_works(server: Serving, tmp_path: Path) -> None:
    server.data_dir = tmp_path / ("deep" * 20) / "data"
    server.data_dir.parent.mkdir()
    server.start()
    assert server.ask("doctor")["checks"]
    assert server.stop() == 0


def test_sigterm_stops_as_well_and_a_restart_is_asked_by_sigusr1(server: Serving) -> None:
    server.start()
    former = server.child("control")
    assert former is not None, "control runs"
    server.process.send_signal(signal.SIGUSR1)
    await_that(lambda: _other_child(server, "control", former), "control is started again")
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(LIMIT_S) == 0


def test_asked_twice_it_stops_at_once(server: Serving) -> None:
    server.start()
    family = server.family()
    node = server.child("node")
    assert node is not None, "the node runs"
    node.suspend()  # it will not stop by itself
    server.process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(4) == 0
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive


def test_a_process_alone_needs_no_supervisor(server: Serving) -> None:
    process = subprocess.Popen([sys.executable, "-m", "klieg", "node"], env=server.environment)
    try:
        await_that(lambda: accepts(server.node_http_port), "the node answers")
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(LIMIT_S) == 0
    finally:
        process.kill()
        process.wait()


def _other_child(server: Serving, role: str, former: psutil.Process) -> bool:
    child = server.child(role)
    return child is not None and child.pid != former.pid
