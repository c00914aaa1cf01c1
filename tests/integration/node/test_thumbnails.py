"""A picture of what is on the air, by a real worker."""

import io
import os
import signal
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
from PIL import Image

from fakes.node.encoder import publishing
from fakes.node.waiting import until
from integration.node.conftest import RunningNode, StartNode


def _worker() -> int | None:
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "klieg.node.thumbnails.worker" in child.cmdline():
                return int(child.pid)
    return None


async def _fetch(node: RunningNode, etag: str = "") -> list[httpx.Response]:
    """Return the thumbnail if there is one, and another than that of the tag."""
    headers = {"if-none-match": etag} if etag else {}
    response = await node.http.get(f"{node.url}/thumbnails/demo.jpg", headers=headers)
    return [response] if response.status_code == 200 else []


async def test_a_stream_has_a_thumbnail_that_gets_newer_also_after_its_worker_was_killed(
    start_node: StartNode, flv: Path
) -> None:
    async with start_node(thumbnail_every_s=1) as node:
        assert not await _fetch(node)
        async with publishing(flv, node.ingest_url()):
            [first] = await until(lambda: _fetch(node))
            assert first.headers["content-type"] == "image/jpeg"
            assert first.headers["cache-control"] == "max-age=1"
            picture = Image.open(io.BytesIO(first.content))
            assert (picture.format, picture.size) == ("JPEG", (640, 360))
            assert len(picture.convert("L").resize((64, 36)).getcolors() or []) > 40, "the test card is colourful"
            [second] = await until(lambda: _fetch(node, first.headers["etag"]))
            assert second.content != first.content
            pid = _worker()
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            [third] = await until(lambda: _fetch(node, second.headers["etag"]))
            assert third.content not in {first.content, second.content}
            metrics = (await node.http.get(f"{node.url}/metrics")).text
            assert "klieg_node_thumbnail_worker_deaths_total 1.0" in metrics
            assert 'klieg_node_thumbnails_total{outcome="broken"} 0.0' in metrics

        async def is_gone() -> bool:
            return not await _fetch(node)

        assert await until(is_gone)
