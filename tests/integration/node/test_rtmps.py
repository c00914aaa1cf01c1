"""RTMPS: real ffmpeg over TLS, a certificate that changes under it, and peers that do not speak TLS."""

import asyncio
import os
import ssl
from pathlib import Path

from fakes.node.encoder import publishing, start_ffmpeg
from fakes.node.llhls_client import llhls_client
from fakes.node.waiting import until
from integration.node.conftest import KEY, RunningNode, StartNode
from klieg.contracts.facts import EndReason
from klieg.kernel.settings import Settings
from klieg.node.ingest import rtmps
from klieg.node.ingest.tls_certificate import SELF_SIGNED_NAME, find_certificate


def rtmps_url(node: RunningNode, key: str = KEY) -> str:
    return f"rtmps://127.0.0.1:{node.rtmps_port}/live/{key}"


async def shown_certificate(node: RunningNode) -> bytes:
    """The certificate a new connection sees."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    _, writer = await asyncio.open_connection("127.0.0.1", node.rtmps_port, ssl=trusting)
    session: ssl.SSLObject = writer.get_extra_info("ssl_object")
    shown = session.getpeercert(binary_form=True)
    version = session.version()
    writer.close()
    assert shown is not None
    assert version in {"TLSv1.2", "TLSv1.3"}
    return shown


async def test_ffmpeg_publishes_over_tls_and_viewers_see_it(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, rtmps_url(node)) as ffmpeg, llhls_client(node.index_url()) as viewer:
        await viewer.open()
        await viewer.follow(5)
        assert [question["protocol"] for question in node.control.questions] == ["rtmps"]
        session = (await node.wait_for_fact(type="stream_started"))["session_id"]
        await node.stop_stream(session, "stopped")
        assert "stopped by the channel's owner" in await ffmpeg.finish()
    ended = await node.wait_for_fact(type="stream_ended")
    assert ended["reason"] == EndReason.STOPPED


async def test_a_wrong_key_is_told_over_tls_too(node: RunningNode, flv: Path) -> None:
    ffmpeg = await start_ffmpeg(flv, rtmps_url(node, "sk_nobodys00000000000"))
    assert "No channel has this stream key." in await ffmpeg.finish()


async def test_a_new_certificate_counts_without_dropping_a_stream(
    start_node: StartNode, flv: Path, tmp_path: Path
) -> None:
    chain = tmp_path / "chain.pem"
    for name in ("first", "second"):
        find_certificate(Settings(data_dir=tmp_path / name))
    chain.write_bytes((tmp_path / "first" / SELF_SIGNED_NAME).read_bytes())
    async with start_node(tls_certificate_file=str(chain)) as node, publishing(flv, rtmps_url(node)):
        await node.wait_for_fact(type="stream_started")
        before = await shown_certificate(node)
        chain.write_bytes((tmp_path / "second" / SELF_SIGNED_NAME).read_bytes())
        os.utime(chain, ns=(1, 1))

        async def is_new() -> bool:
            return await shown_certificate(node) != before

        assert await until(is_new, 4 * rtmps.RELOAD_EVERY_S)
        async with llhls_client(node.index_url()) as viewer:
            await viewer.open()
            await viewer.follow(5)
            assert viewer.discontinuities == 0
            assert not viewer.ended


async def test_who_speaks_no_tls_is_counted_out_again(node: RunningNode) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", node.rtmps_port)
    writer.write(b"\x03" + bytes(1536))
    await node.wait_for_log("rtmps_handshake_failed")
    writer.close()
    metrics = (await node.http.get(f"{node.url}/metrics")).text
    assert "\nklieg_node_ingest_connections 0" in metrics
