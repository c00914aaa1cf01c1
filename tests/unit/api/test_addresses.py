import pytest

from klieg.api.addresses import Addresses, addresses_for_console, addresses_for_request
from klieg.kernel.settings import Settings


@pytest.mark.parametrize(
    ("scheme", "host", "expected"),
    [
        ("http", "localhost:8080", Addresses("http://localhost:8080", "http://localhost:8081", "rtmp://localhost:1935/live")),
        ("ws", "box.lan", Addresses("http://box.lan", "http://box.lan:8081", "rtmp://box.lan:1935/live")),
        ("https", "tv.example", Addresses("https://tv.example", "https://tv.example:8081", "rtmp://tv.example:1935/live")),
        ("wss", "[::1]:80", Addresses("https://[::1]:80", "https://[::1]:8081", "rtmp://[::1]:1935/live")),
    ],
)  # fmt: skip
def test_without_settings_the_requests_host_counts(scheme: str, host: str, expected: Addresses) -> None:
    assert addresses_for_request(Settings(), scheme, host) == expected


@pytest.mark.parametrize(
    "host", ["", "a b", "x;script-src *", "-x", "h/../", "h:99999999", "[::1", "ü.example", "a\r\nb"]
)
def test_a_host_that_is_none_is_not_repeated(host: str) -> None:
    found = addresses_for_request(Settings(), "http", host)
    assert found.page == "http://localhost:8080"
    assert found.playback == "http://localhost:8081"


def test_settings_win() -> None:
    settings = Settings(
        public_url="https://tv.example",
        public_playback_url="https://media.example/",
        public_ingest_url="rtmps://in.example/live",
    )
    expected = Addresses("https://tv.example", "https://media.example", "rtmps://in.example/live")
    assert addresses_for_request(settings, "http", "10.0.0.1:8080") == expected
    assert addresses_for_console(settings) == expected
    assert expected.playback_url("demo") == "https://media.example/hls/demo/index.m3u8"


def test_the_console_says_localhost_or_the_public_host() -> None:
    assert addresses_for_console(Settings(http_port=9000)).page == "http://localhost:9000"
    assert addresses_for_console(Settings(public_url="https://tv.example")).ingest == "rtmp://tv.example:1935/live"
    assert addresses_for_console(Settings(public_url="http://[::1]:90")).playback == "http://[::1]:8081"
