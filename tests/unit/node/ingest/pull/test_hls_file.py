"""An HLS stream as a file, fetched from a dictionary."""

import io
from collections.abc import Callable

import pytest

from klieg.media.pull.pull_address import PullRules
from klieg.node.ingest.pull import hls_file as module
from klieg.node.ingest.pull.hls_file import HlsFile

URL = "http://tv.example/index.m3u8"
HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n"


class Origin:
    """Answers by path; a playlist may change each time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.playlists: list[str] = []
        self.slept: list[float] = []
        self.fetched: list[str] = []
        self.now = 0.0
        monkeypatch.setattr(module, "fetch", self.fetch)
        monkeypatch.setattr(module, "time", self)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetch(self, url: str, _rules: PullRules) -> tuple[io.BytesIO, str]:
        name = url.rpartition("/")[2]
        self.fetched.append(name)
        if name == "index.m3u8":
            return io.BytesIO((self.playlists.pop(0) if len(self.playlists) > 1 else self.playlists[0]).encode()), url
        return io.BytesIO(f"<{name}>".encode()), url

    def open(self, text: str, is_over: Callable[[], bool] = lambda: False) -> HlsFile:
        return HlsFile(URL, text, PullRules(), is_over)


@pytest.fixture
def origin(monkeypatch: pytest.MonkeyPatch) -> Origin:
    return Origin(monkeypatch)


def read_all(file: HlsFile) -> str:
    return b"".join(iter(lambda: file.read(4), b"")).decode()


def test_a_recording_is_read_from_its_beginning_to_its_end(origin: Origin) -> None:
    text = HEAD + '#EXT-X-MAP:URI="i"\na\nb\nc\n#EXT-X-MAP:URI="j"\nd\ne\n#EXT-X-ENDLIST'
    assert read_all(origin.open(text)) == "<i><a><b><c><j><d><e>"


def test_a_live_stream_is_joined_three_segments_back_and_followed(origin: Origin) -> None:
    origin.playlists = [
        HEAD + "#EXT-X-MEDIA-SEQUENCE:1\nb\nc\nd\ne\n",
        HEAD + "#EXT-X-MEDIA-SEQUENCE:3\nd\ne\nf\n#EXT-X-ENDLIST",
    ]
    assert read_all(origin.open(HEAD + "a\nb\nc\nd\n")) == "<b><c><d><e><f>"
    assert origin.slept == [1.0, 1.0]


def test_a_live_stream_that_stands_still_is_over(origin: Origin) -> None:
    origin.playlists = [HEAD + "a\n"]
    assert read_all(origin.open(HEAD + "a\n")) == "<a>"
    assert 24 < origin.now < 26, "six target durations"


def test_waiting_ends_when_it_is_told_to(origin: Origin) -> None:
    assert read_all(origin.open(HEAD + "a\n", lambda: True)) == "<a>"
    assert origin.slept == []


def test_a_discontinuity_ends_the_file_and_is_where_the_next_one_begins(origin: Origin) -> None:
    origin.playlists = [HEAD + "#EXT-X-MEDIA-SEQUENCE:3\nd\n#EXT-X-DISCONTINUITY\ne\nf\n"]
    file = origin.open(HEAD + "a\nb\n#EXT-X-DISCONTINUITY\nc\nd\n")
    assert read_all(file) == "<c><d>", "neither what came before the first nor what comes behind the second"
    assert file.read(4) == b"", "it stays at its end"
    assert read_all(origin.open(origin.playlists[0], lambda: True)) == "<e><f>"
