"""A node whose DVR window is longer than its memory: what it writes while on the air, says of it, and takes away."""

from pathlib import Path

from fakes.node.encoder import publishing
from fakes.node.llhls_client import llhls_client
from fakes.node.waiting import until
from integration.node.conftest import StartNode


def objects(tmp_path: Path) -> list[str]:
    return [path.name for path in (tmp_path / "data" / "objects").rglob("*.m4s")]


async def test_segments_are_written_while_on_the_air(start_node: StartNode, flv: Path, tmp_path: Path) -> None:
    left = tmp_path / "data" / "objects" / "dvr" / "node-1" / "boot_before" / "ss_0" / "source" / "segment-7.m4s"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"media")
    async with start_node(dvr_window_s=3600, object_store_keep_free_mb=1) as node:
        await node.wait_for_log("dvr_leftovers_removed", objects=1)
        assert not left.exists()
        async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as viewer:
            await viewer.open()
            await viewer.follow(12)

            async def is_written() -> bool:
                return "segment-1.m4s" in objects(tmp_path)

            await until(is_written, 20)
            whole = await viewer.fetch("segment-1.m4s")
            (written,) = (tmp_path / "data" / "objects").rglob("source/segment-1.m4s")
            assert written.read_bytes() == whole
            status = (await node.http.get(f"{node.url}/status")).json()["dvr"]
            assert status == {"store": "ok", "bytes": 0, "seconds": 0.0}, "all is in memory still"
            metrics = (await node.http.get(f"{node.url}/metrics")).text
            assert "klieg_node_dvr_store_up 1.0" in metrics
            assert "klieg_node_dvr_lost_segments_total 0.0" in metrics
    assert objects(tmp_path) == []


async def test_a_window_that_fits_in_memory_needs_no_store(start_node: StartNode, tmp_path: Path) -> None:
    async with start_node() as node:
        assert (await node.http.get(f"{node.url}/status")).json()["dvr"] is None
        assert "klieg_node_dvr" not in (await node.http.get(f"{node.url}/metrics")).text
    assert not (tmp_path / "data" / "objects").exists()
