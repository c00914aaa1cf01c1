"""Two generations of FFmpeg publish, and each gets an answer it understands."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from e2e.conftest import GoLive
from e2e.encoder import publish_with_ffmpeg, publish_with_pyav
from e2e.server import Server
from e2e.watch_page import WatchPage


def test_pyav_goes_live(server: Server, page: Page, evidence: Path) -> None:
    channel = server.create_channel("from-pyav")
    with publish_with_pyav(f"{channel['ingest_url']}/{channel['stream_key']}", evidence / "pyav.log"):
        WatchPage.open(page, server.web_url, "from-pyav").expect_moving()
        (stream,) = [each for each in server.ask("stream", "list") if each["channel"] == "from-pyav"]
    assert {track["kind"] for track in stream["encoder"]["tracks"]} == {"video", "audio"}


@pytest.mark.parametrize("stream_key", ["sk_" + "a" * 32, "no-key"])
def test_a_wrong_key_is_refused(server: Server, evidence: Path, stream_key: str) -> None:
    with publish_with_ffmpeg(
        f"rtmp://127.0.0.1:{server.rtmp_port}/live/{stream_key}", evidence / "ffmpeg.log"
    ) as encoder:
        assert encoder.wait() != 0
    assert "BadName" in encoder.log() or "key" in encoder.log()
    assert "sk_" + "a" * 32 not in server.log(), "no key is logged in clear"


def test_a_second_encoder_is_refused_and_disturbs_nobody(server: Server, page: Page, go_live: GoLive) -> None:
    channel = server.create_channel("only-one")
    first = go_live(channel)
    server.wait_until_live("only-one")
    watching = WatchPage.open(page, server.web_url, "only-one")
    watching.expect_moving()
    assert go_live(channel).wait() != 0
    watching.expect_moving()
    assert first.process.poll() is None


def test_an_encoder_that_vanishes_is_offline_within_ten_seconds(server: Server, page: Page, go_live: GoLive) -> None:
    channel = server.create_channel("vanishing")
    encoder = go_live(channel)
    watching = WatchPage.open(page, server.web_url, "vanishing")
    watching.expect_moving()
    encoder.die()
    server.wait_until_live("vanishing", live=False, limit_s=10)
    watching.expect_offline()


def test_an_encoder_that_freezes_is_offline_within_ten_seconds(server: Server, go_live: GoLive) -> None:
    channel = server.create_channel("freezing")
    encoder = go_live(channel)
    server.wait_until_live("freezing")
    encoder.freeze()
    server.wait_until_live("freezing", live=False, limit_s=10)


def test_an_encoder_that_comes_back_in_time_goes_on(server: Server, page: Page, go_live: GoLive) -> None:
    channel = server.create_channel("returning")
    encoder = go_live(channel)
    watching = WatchPage.open(page, server.web_url, "returning")
    watching.expect_moving()
    before = server.channel("returning")
    encoder.die()
    go_live(channel)
    watching.expect_moving(seconds=4, limit_s=60)
    after = server.channel("returning")
    assert after["session_id"] == before["session_id"]
    assert after["started_at"] == before["started_at"]
