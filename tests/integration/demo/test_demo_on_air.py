"""The demo through a real server: its picture carries the wallclock, and it gives way to people."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import av
import httpx
import pytest

from fakes.serving import LIMIT_S, Serving, await_that, installation
from klieg.demo import clock_strip
from klieg.demo.layout import WIDTH


@pytest.fixture
def server(data_dir: Path, make_port: Callable[[], int]) -> Iterator[Serving]:
    """A running installation with the demo on."""
    with installation(data_dir, make_port, KLIEG_DEMO="1") as serving:
        serving.start()
        yield serving


def strip_of(frame: av.VideoFrame) -> int | None:
    """Return the milliseconds that the clock strip of a decoded frame carries."""
    plane = frame.planes[0]
    luma = bytes(plane)
    row = (clock_strip.TOP + clock_strip.BLOCK_HEIGHT // 2) * plane.line_size
    first = row + clock_strip.LEFT + clock_strip.BLOCK_WIDTH // 2
    return clock_strip.decode([luma[first + block * clock_strip.BLOCK_WIDTH] for block in range(clock_strip.BLOCKS)])


def test_the_picture_that_players_get_carries_the_wallclock(server: Serving) -> None:
    await_that(lambda: server.live_session("demo"), "the demo is live")
    await_that(lambda: _has_whole_segments(server), "FFmpeg's player, which knows no parts, can begin")
    with av.open(_index_url(server)) as stream:
        assert {track.type for track in stream.streams} == {"video", "audio"}
        frames = [frame for frame, _ in zip(stream.decode(video=0), range(45), strict=False)]
    times = [strip_of(frame) for frame in frames]
    assert frames[0].width == WIDTH
    assert None not in times
    read = [moment for moment in times if moment is not None]
    assert read == sorted(read)
    assert 1_000 < read[-1] - read[0] < 60_000, "about a second and a half of 45 frames"
    assert abs(read[-1] / 1000 - time.time()) < LIMIT_S


def test_a_person_takes_its_place_and_gives_it_back(server: Serving, tmp_path: Path) -> None:
    of_demo = await_that(lambda: server.live_session("demo"), "the demo is live")
    url = server.run("channel", "publish-url", "demo").stdout.strip()
    with (tmp_path / "ffmpeg.log").open("wb") as log:
        person = subprocess.Popen(_encoder(url), stdin=subprocess.DEVNULL, stderr=log)
    try:
        of_person = await_that(lambda: _other_live_session(server, of_demo), "the person is live")
        assert person.poll() is None
    finally:
        person.terminate()
        person.wait()
    await_that(lambda: _other_live_session(server, of_demo, of_person), "the demo is back")


def test_a_stop_by_the_operator_lasts(server: Serving) -> None:
    await_that(lambda: server.live_session("demo"), "the demo is live")
    assert server.run("stream", "stop", "demo").returncode == 0
    await_that(lambda: server.live_session("demo") is None, "the demo is off the air")
    await_that(lambda: "The demo was stopped" in server.log, "the demo knows")


def _index_url(server: Serving) -> str:
    return f"http://127.0.0.1:{server.node_http_port}/hls/demo/index.m3u8"


def _has_whole_segments(server: Serving) -> bool:
    index = httpx.get(_index_url(server), trust_env=False).text
    address = next(line for line in index.splitlines() if line and not line.startswith("#"))
    return httpx.get(urljoin(_index_url(server), address), trust_env=False).text.count("#EXTINF") >= 2


def _other_live_session(server: Serving, *former: str) -> str | None:
    session = server.live_session("demo")
    return session if session not in former else None


def _encoder(url: str) -> list[str]:
    return [
        *("ffmpeg", "-v", "error", "-re"),
        *("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i", "sine"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "30"),
        *("-c:a", "aac", "-f", "flv", url),
    ]
