"""The owner ends a stream, and keeps an encoder out."""

from playwright.sync_api import Page

from e2e.conftest import GoLive
from e2e.server import Server
from e2e.watch_page import WatchPage


def test_the_kill_switch_drops_the_encoder_and_tells_it(server: Server, page: Page, go_live: GoLive) -> None:
    channel = server.create_channel("stopped")
    encoder = go_live(channel)
    watching = WatchPage.open(page, server.web_url, "stopped")
    watching.expect_moving()
    server.run("stream", "stop", "stopped")
    assert encoder.wait() != 0
    watching.expect_offline()
    events = server.log()
    assert '"stopped"' in events
    go_live(channel)
    watching.expect_moving()


def test_resetting_the_key_ends_the_stream_and_the_old_key(server: Server, page: Page, go_live: GoLive) -> None:
    old = server.create_channel("rekeyed")
    encoder = go_live(old)
    watching = WatchPage.open(page, server.web_url, "rekeyed")
    watching.expect_moving()
    new = server.ask("channel", "reset-key", "rekeyed")
    assert new["stream_key"] != old["stream_key"]
    assert encoder.wait() != 0
    watching.expect_offline()
    assert go_live(old).wait() != 0
    assert not server.channel("rekeyed")["is_live"]
    go_live(new)
    watching.expect_moving()
    assert old["stream_key"] not in server.log()
    assert new["stream_key"] not in server.log()


def test_deleting_a_channel_ends_it_for_everyone(server: Server, page: Page, go_live: GoLive) -> None:
    encoder = go_live(server.create_channel("deleted"))
    watching = WatchPage.open(page, server.web_url, "deleted")
    watching.expect_moving()
    server.run("channel", "delete", "deleted", "--yes")
    assert encoder.wait() != 0
    page.get_by_role("heading", name="No such channel").wait_for()
