"""Pulls from real servers: HLS and MPEG-TS over HTTP, RTMP of ffmpeg, RTSP of GStreamer, a file; what is refused."""

import asyncio
import contextlib
import functools
import http.server
import json
import subprocess
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from fakes.node.encoder import FFMPEG
from fakes.node.llhls_client import llhls_client
from fakes.node.rtsp_server import gstreamer_server, scripted_server, tls_in_front
from fakes.node.waiting import until
from integration.node.conftest import KEY, SECRET, RunningNode, StartNode
from klieg.contracts.leases import NODE_LEASE_PREFIX
from klieg.kernel.settings import Settings
from klieg.node.ingest.tls_certificate import SELF_SIGNED_NAME, find_certificate

CHANNEL = "ch_demo"


class _QuietFiles(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, without a log; ``/moved/…`` redirects."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        del format, args

    def do_GET(self) -> None:
        if not self.path.startswith("/moved/"):
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("location", self.path.removeprefix("/moved"))
        self.end_headers()


@contextlib.contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP; yield its address."""
    handler = functools.partial(_QuietFiles, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def folder(media_dir: Path, flv: Path) -> Path:
    """HLS and MPEG-TS of the same media."""
    made = media_dir / "pulled"
    if not made.exists():
        made.mkdir()
        for arguments in (
            ["-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "index.m3u8"],
            ["-f", "hls", "-hls_time", "2", "-hls_segment_type", "fmp4", "-hls_list_size", "0", "fmp4.m3u8"],
            ["-f", "mpegts", "all.ts"],
        ):
            command = [FFMPEG, "-v", "error", "-i", str(flv), "-c", "copy", *arguments]
            subprocess.run(command, check=True, cwd=made, timeout=60)
        lines = [
            "#EXTM3U",
            "#EXT-X-STREAM-INF:BANDWIDTH=9",
            "nowhere.m3u8",
            "#EXT-X-STREAM-INF:BANDWIDTH=99",
            "index.m3u8",
        ]
        (made / "main.m3u8").write_text("\n".join(lines))
    return made


async def order(node: RunningNode, method: str, body: dict[str, Any] | None = None) -> int:
    response = await node.http.request(
        method,
        f"{node.url}/control/v1/pulls/{CHANNEL}",
        content=json.dumps(body) if body is not None else None,
        headers={"authorization": f"Bearer {SECRET}"},
    )
    return response.status_code


async def pull(node: RunningNode, url: str, revision: str = "1") -> None:
    assert await order(node, "PUT", {"url": url, "stream_key": KEY, "revision": revision}) == 204


async def lease(node: RunningNode) -> dict[str, Any]:
    kept = await node.bus.get(NODE_LEASE_PREFIX + node.settings.node_id)
    return dict(json.loads(kept or b"{}"))


@pytest.fixture
async def node(start_node: StartNode, folder: Path) -> AsyncIterator[RunningNode]:
    async with start_node(pull_private_addresses=True, pull_folder=str(folder)) as running:
        yield running


async def plays(node: RunningNode) -> None:
    """Watch the channel a while."""
    async with llhls_client(node.index_url()) as viewer:
        await viewer.open()
        await viewer.follow(5)
    started = await node.wait_for_fact(type="stream_started")
    assert [track["codec"][:4] for track in started["encoder"]["tracks"]] == ["avc1", "mp4a"]
    assert node.control.questions[0]["protocol"] == "pull"


@pytest.mark.parametrize("path", ["/main.m3u8", "/fmp4.m3u8", "/all.ts", "/moved/index.m3u8"])
async def test_http_is_pulled_at_its_own_pace(node: RunningNode, folder: Path, path: str) -> None:
    with files_served(folder) as origin:
        await pull(node, origin + path)
        await plays(node)
        assert await order(node, "DELETE") == 204
        assert (await node.wait_for_fact(type="stream_ended"))["reason"] == "publisher_left"


async def test_rtmp_is_pulled_from_a_server(node: RunningNode, flv: Path, free_port: int) -> None:
    url = f"rtmp://127.0.0.1:{free_port}/live/stream"
    server = await asyncio.create_subprocess_exec(
        *(FFMPEG, "-v", "error", "-re", "-stream_loop", "-1", "-i", str(flv), "-c", "copy", "-f", "flv"),
        *("-listen", "1", url),
        stdin=asyncio.subprocess.DEVNULL,
    )
    try:
        await pull(node, url)
        await plays(node)
    finally:
        server.kill()
        await server.wait()


async def test_rtsp_is_pulled_and_its_broadcast_waits_while_the_server_is_away(
    node: RunningNode, free_port: int
) -> None:
    async with gstreamer_server(free_port) as url:
        await pull(node, url)
        await plays(node)
    line = await node.wait_for_log("pull_interrupted")
    assert line["source"] == "rtsp://127.0.0.1/…"
    assert pulls_of(await node.http.get(f"{node.url}/status")) == [False]
    node.logged.clear()
    async with gstreamer_server(free_port):
        accepted = await node.wait_for_log("publisher_accepted")
        assert accepted["session_id"] == "ss_demo1", "the same stream session goes on"
        async with llhls_client(node.index_url()) as viewer:
            await viewer.open()
            await viewer.follow(5)
    assert not [fact for fact in await node.facts() if fact["type"] == "stream_ended"]


async def test_rtsps_is_pulled_from_whoever_has_a_certificate_that_is_trusted(
    node: RunningNode, free_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = find_certificate(Settings(data_dir=tmp_path / "tls"))
    async with gstreamer_server(free_port), tls_in_front(free_port, certificate.context) as port:
        await pull(node, f"rtsps://127.0.0.1:{port}/live")
        assert "CERTIFICATE_VERIFY_FAILED" in (await node.wait_for_log("pull_interrupted"))["description"]
        assert node.control.questions == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls" / SELF_SIGNED_NAME))
        await pull(node, f"rtsps://127.0.0.1:{port}/live", "2")
        await plays(node)
        assert await order(node, "DELETE") == 204


def pulls_of(response: httpx.Response) -> list[bool]:
    return [pulled["on_air"] for pulled in response.json()["pulls"]]


SDP = (
    b"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 %b/90000\r\na=control:v\r\n"
)
OK, NOTHING = b"RTSP/1.0 200 OK\r\n\r\n", b""


def described(codec: bytes, setup: bytes) -> dict[str, bytes]:
    """Return answers that describe a picture and set it up over ``setup``."""
    sdp = SDP % codec
    return {
        "DESCRIBE": b"RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n" % len(sdp) + sdp,
        "PLAY": b"RTSP/1.0 200 OK\r\nConnection: close\r\n\r\n",
        "SETUP": b"RTSP/1.0 200 OK\r\nSession: 1\r\nTransport: %b\r\n\r\n" % setup,
    }


INTERLEAVED = b"RTP/AVP/TCP;unicast;interleaved=0-1"
FAULTS: dict[str, tuple[dict[str, bytes], str, str]] = {
    "redirect": ({"OPTIONS": b"RTSP/1.0 302 Moved\r\nLocation: ELSEWHERE\r\n\r\n"}, "pull_refused", "another address"),
    "late redirect": (
        {"DESCRIBE": b"RTSP/1.0 301 x\r\nLocation: ELSEWHERE\r\n\r\n"},
        "pull_refused",
        "another address",
    ),
    "no RTSP": ({"OPTIONS": b"HTTP/1.1 200 OK\r\n\r\n"}, "pull_refused", "does not speak RTSP"),
    "not found": ({"DESCRIBE": b"RTSP/1.0 404 Not Found\r\n\r\n"}, "", "404"),
    "password": ({"DESCRIBE": b'RTSP/1.0 401 No\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'}, "", "401"),
    "codec": (described(b"H265", INTERLEAVED), "unsupported_codec", "hevc video is not carried"),
    "UDP": (described(b"H264", b"RTP/AVP;unicast;server_port=PORT-PORT;client_port=5000-5001"), "", "Invalid data"),
    "silence": ({"OPTIONS": NOTHING}, "", "cannot be read"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_rtsp_servers_that_answer_otherwise(node: RunningNode, fault: str) -> None:
    answers, code, said = FAULTS[fault]
    reached: list[object] = []

    async def reach(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(writer.get_extra_info("sockname"))
        writer.close()

    async with await asyncio.start_server(reach, "127.0.0.1", 0) as elsewhere:
        port = b"%d" % elsewhere.sockets[0].getsockname()[1]

        def answer(method: str) -> bytes:
            text = answers.get(method, OK)
            return text.replace(b"ELSEWHERE", b"rtsp://127.0.0.1:%b/x" % port).replace(b"PORT", port)

        async with scripted_server(answer) as url:
            await pull(node, url)
            line = await node.wait_for_log("pull_interrupted", 15)
            assert (line["code"], said in line["description"]) == (code, True), line
    assert reached == []
    assert node.control.questions == []


async def test_a_file_below_the_folder_is_played_and_the_lease_names_it(node: RunningNode, folder: Path) -> None:
    await pull(node, f"file://{folder}/all.ts", "seven")
    await plays(node)

    async def is_named() -> bool:
        return (await lease(node)).get("pulls") == {CHANNEL: "seven"}

    assert await until(is_named)
    questions = len(node.control.questions)
    await pull(node, f"file://{folder}/all.ts", "seven")
    assert len(node.control.questions) == questions


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (lambda folder: f"file://{folder}/../both.flv", "no such media file below the folder"),
        (lambda _folder: "file:///etc/passwd", "no such media file below the folder"),
        (lambda _folder: "ftp://example.org/x", "ftp is not pulled"),
    ],
)
async def test_other_files_and_schemes_are_refused(
    node: RunningNode, folder: Path, address: Callable[[Path], str], said: str
) -> None:
    await pull(node, address(folder))
    line = await node.wait_for_log("pull_interrupted")
    assert (line["code"], said in line["description"]) == ("pull_refused", True)
    assert node.control.questions == []


async def test_private_addresses_are_refused_unless_configured(start_node: StartNode, folder: Path) -> None:
    with files_served(folder) as origin:
        async with start_node() as node:
            for number, url in enumerate((origin, origin.replace("127.0.0.1", "localhost"), "rtmp://[::1]:1/a/b")):
                await pull(node, f"{url}/index.m3u8", str(number))
                line = await node.wait_for_log("pull_interrupted")
                assert "private address" in line["description"]
                node.logged.clear()


async def test_orders_are_control_s_alone(node: RunningNode) -> None:
    url = f"{node.url}/control/v1/pulls/{CHANNEL}"
    assert (await node.http.put(url, json={})).status_code == 401
    assert (await node.http.post(url, json={})).status_code == 405
    assert await order(node, "PUT", {"url": "x"}) == 422
    assert await order(node, "DELETE") == 204
