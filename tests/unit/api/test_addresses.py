from typing import Any

import pytest
from pydantic import ValidationError

from klieg.api.addresses import Addresses, addresses_for_console, addresses_for_request
from klieg.kernel.settings import Settings


@pytest.mark.parametrize(
    ("scheme", "host", "page", "name"),
    [
        ("http", "localhost:8080", "http://localhost:8080", "localhost"),
        ("ws", "box.lan", "http://box.lan", "box.lan"),
        ("https", "tv.example", "https://tv.example", "tv.example"),
        ("wss", "[::1]:80", "https://[::1]:80", "[::1]"),
    ],
)
def test_without_settings_the_requests_host_counts(scheme: str, host: str, page: str, name: str) -> None:
    secure = page.startswith("https:")
    assert addresses_for_request(Settings(), scheme, host) == Addresses(
        page,
        f"http{'s' if secure else ''}://{name}:8081",
        f"rtmp://{name}:1935/live",
        rtmps=f"rtmps://{name}:1936/live",
        srt=f"srt://{name}:9000",
    )


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
        public_ingest_url="rtmp://in.example/live",
        public_rtmps_url="rtmps://in.example/live",
        public_srt_url="srt://in.example:9001",
    )
    expected = Addresses(
        "https://tv.example",
        "https://media.example",
        "rtmp://in.example/live",
        rtmps="rtmps://in.example/live",
        srt="srt://in.example:9001",
    )
    assert addresses_for_request(settings, "http", "10.0.0.1:8080") == expected
    assert addresses_for_console(settings) == expected
    assert expected.playback_url("demo") == "https://media.example/hls/demo/index.m3u8"
    assert expected.whep_url("demo") == "https://media.example/whep/demo"
    assert expected.whip_url == "https://media.example/whip"


def test_srt_takes_the_key_as_stream_id_and_the_passphrase_where_one_is_needed() -> None:
    found = addresses_for_console(Settings())
    assert found.srt_url("sk_key", None) == "srt://localhost:9000?streamid=sk_key"
    assert found.srt_url("sk_key", "pass") == "srt://localhost:9000?streamid=sk_key&passphrase=pass"


def test_what_is_off_has_no_address() -> None:
    found = addresses_for_console(Settings(rtmps_port=0, srt_port=0))
    assert (found.rtmps, found.srt, found.srt_url("sk_key", None)) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"public_srt_url": "srt://in.example"},
        {"public_srt_url": "udp://in.example:9000"},
        {"public_srt_url": "srt://in.example:9000?streamid=x"},
        {"public_rtmps_url": "rtmp://in.example/live"},
        {"rtmps_port": 1935},
    ],
)
def test_an_address_of_another_kind_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)


def test_the_console_says_localhost_or_the_public_host() -> None:
    assert addresses_for_console(Settings(http_port=9000)).page == "http://localhost:9000"
    assert addresses_for_console(Settings(public_url="https://tv.example")).ingest == "rtmp://tv.example:1935/live"
    assert addresses_for_console(Settings(public_url="http://[::1]:90")).playback == "http://[::1]:8081"
