"""RTSP servers: GStreamer's, which makes its own picture, and one that answers as a test says."""

import asyncio
import contextlib
import re
import shutil
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

_GI_PYTHON = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else shutil.which("python3") or sys.executable
"""GStreamer's bindings come with the system's Python."""

_PROGRAM = """
import sys, gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])
factory = GstRtspServer.RTSPMediaFactory.new()
factory.set_launch(
    "( videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=30/1 ! openh264enc gop-size=30 "
    "! h264parse ! rtph264pay name=pay0 config-interval=-1 pt=96 "
    "audiotestsrc is-live=true ! audio/x-raw,rate=48000,channels=2 ! voaacenc ! aacparse ! rtpmp4gpay name=pay1 pt=97 )"
)
factory.set_shared(True)
server.get_mount_points().add_factory("/live", factory)
assert server.attach(None)
print("ready", flush=True)
GLib.MainLoop().run()
"""

type AnswerRequest = Callable[[str], bytes]
"""Given a method: everything of the answer behind ``CSeq``; nothing for no answer."""


@contextlib.asynccontextmanager
async def gstreamer_server(port: int) -> AsyncIterator[str]:
    """Serve a test picture and a tone, 30 frames and one keyframe a second; yield the address. Killed at the end."""
    server = await asyncio.create_subprocess_exec(
        *(_GI_PYTHON, "-c", _PROGRAM, str(port)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert server.stdout is not None, "it was asked for"
        async with asyncio.timeout(20):
            assert await server.stdout.readline() == b"ready\n"
        async with _described(port):
            yield f"rtsp://127.0.0.1:{port}/live"
    finally:
        server.kill()
        await server.wait()


@contextlib.asynccontextmanager
async def _described(port: int) -> AsyncIterator[None]:
    """Hold a connection by which the server has made its media: picture and sound have begun when a test asks."""
    for _ in range(50):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.closing(writer):
            writer.write(f"DESCRIBE rtsp://127.0.0.1:{port}/live RTSP/1.0\r\nCSeq: 1\r\n\r\n".encode())
            async with asyncio.timeout(20):
                header = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: (\d+)", header)
                description = await reader.readexactly(int(length[1])) if length else b""
            if b"m=video" in description and b"m=audio" in description:
                yield
                return
        await asyncio.sleep(0.1)
    raise AssertionError("the server never described both picture and sound")


@contextlib.asynccontextmanager
async def tls_in_front(port: int, context: ssl.SSLContext) -> AsyncIterator[int]:
    """Let a port of this machine be reached by TLS; yield the port for that."""

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError), contextlib.closing(writer):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, far_writer), pass_on(far_reader, writer))

    async with await asyncio.start_server(converse, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]


@contextlib.asynccontextmanager
async def scripted_server(answer: AnswerRequest) -> AsyncIterator[str]:
    """Answer each request as told; yield the address."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError), contextlib.closing(writer):
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode()
                number = next(line for line in request.splitlines() if line.lower().startswith("cseq"))
                status, _, rest = answer(request.partition(" ")[0]).partition(b"\r\n")
                if status:
                    writer.write(status + b"\r\n" + number.encode() + b"\r\n" + rest)
                if b"Connection: close" in rest:
                    return

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    async with server:
        yield f"rtsp://127.0.0.1:{server.sockets[0].getsockname()[1]}/live"
