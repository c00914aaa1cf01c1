"""HLS over HTTP without sockets: which answer, when, and how long it may be kept."""

import gzip
import re

import pytest

from fakes.node.station import Station, max_age, status_of
from klieg.contracts.facts import EndReason

BASE = "/hls/demo/ss_1/source/"


@pytest.fixture
def station() -> Station:
    made = Station()
    made.open()
    made.feed(6)
    return made


def test_the_index_names_the_session_s_renditions(station: Station) -> None:
    index = station.text("/hls/demo/index.m3u8")
    assert "\nss_1/source/playlist.m3u8\n" in index
    assert 'CODECS="avc1.64001f,mp4a.40.2"' in index


@pytest.mark.parametrize(
    "path",
    [
        "/hls/nobody/index.m3u8",
        "/hls/nobody/ss_1/source/playlist.m3u8",
        "/hls/demo/ss_2/source/playlist.m3u8",
        "/hls/demo/ss_1/720p/playlist.m3u8",
        f"{BASE}segment-99.m4s",
        f"{BASE}segment-0.mp4",
        f"{BASE}segment-0-1.m4s",
        f"{BASE}part-99.m4s",
        f"{BASE}part-0-0.m4s",
        f"{BASE}init-7.mp4",
        f"{BASE}init-0.m4s",
        f"{BASE}segment-\u0661.m4s",
        f"{BASE}../playlist.m3u8",
        f"{BASE}",
        "/hls/",
        "/hls/demo",
    ],
)
def test_what_is_not_there_is_404_for_a_moment(station: Station, path: str) -> None:
    response = station.get(path)
    assert status_of([response]) == [404]
    assert max_age(response) == 1


def test_the_index_of_a_channel_about_to_start_is_held_until_the_first_part() -> None:
    station = Station()
    station.open()
    assert station.get("/hls/demo/index.m3u8") is None
    assert station.get(f"{BASE}playlist.m3u8") is None
    station.feed(1)
    assert status_of(station.viewer.later) == [200, 200]


def test_the_index_of_a_channel_that_does_not_start_is_404_after_two_seconds() -> None:
    station = Station()
    station.open()
    assert station.get("/hls/demo/index.m3u8") is None
    station.tick(1.9)
    assert station.viewer.later == []
    station.tick(0.2)
    assert status_of(station.viewer.later) == [404]
    station.feed(1)
    assert len(station.viewer.later) == 1


def test_the_index_held_for_a_session_that_ends_before_its_first_part_is_404() -> None:
    station = Station()
    station.open()
    assert station.get("/hls/demo/index.m3u8") is None
    station.registry.end(station.registry.broadcasts()[0], EndReason.PUBLISHER_LEFT)
    assert status_of(station.viewer.later) == [404]


def test_a_blocking_reload_is_answered_by_the_part_it_waits_for(station: Station) -> None:
    station.feed(0.5)
    edge = station.store.of_session("ss_1")["source"].edge
    assert station.get(f"{BASE}playlist.m3u8?_HLS_msn={edge.msn}&_HLS_part={edge.part + 1}") is None
    station.feed(0.3)
    (response,) = station.viewer.later
    assert f"part-{edge.next_part}.m4s" in b"".join(response.body).decode()
    assert max_age(response) == 24


def test_a_hinted_part_is_answered_as_soon_as_it_is_there(station: Station) -> None:
    station.feed(0.5)
    name = f"part-{station.store.of_session('ss_1')['source'].edge.next_part}.m4s"
    assert station.get(BASE + name) is None
    station.feed(0.3)
    assert status_of(station.viewer.later) == [200]
    assert station.viewer.later[0] is station.get(BASE + name)


def test_a_hinted_part_comes_also_when_a_keyframe_begins_the_next_segment_with_it(station: Station) -> None:
    edge = station.store.of_session("ss_1")["source"].edge
    assert station.get(f"{BASE}part-{edge.next_part}.m4s") is None
    station.feed(0.3)  # the keyframe of second 6 begins the next segment
    assert station.store.of_session("ss_1")["source"].edge.msn == edge.msn + 1
    assert status_of(station.viewer.later) == [200]


def test_a_wait_without_end_is_503_and_an_abandoned_one_is_nothing(station: Station) -> None:
    path = f"{BASE}playlist.m3u8?_HLS_msn={station.store.of_session('ss_1')['source'].edge.msn + 1}"
    assert station.get(path) is None
    left = station.exchange(path)
    assert station.hls.answer(left) is None
    assert len(station.held) == 2
    assert left.abandon is not None
    left.abandon()
    station.tick(12.1)
    assert status_of(station.viewer.later) == [503]
    assert (len(station.held), station.held.expired) == (0, 1)
    station.feed(3)
    assert len(station.viewer.later) == 1


def test_everyone_who_waits_for_the_same_gets_the_same_bytes(station: Station) -> None:
    edge = station.store.of_session("ss_1")["source"].edge
    for _ in range(50):
        station.get(f"{BASE}playlist.m3u8?_HLS_msn={edge.msn + 1}&_HLS_part=0", accepts_gzip=True)
    station.feed(0.3)
    assert len(station.viewer.later) == 50
    assert len({id(response) for response in station.viewer.later}) == 1
    assert station.held.woken == 50
    assert sum(station.held.latency_counts) == 3


def test_rule_9_how_long_each_kind_may_be_kept(station: Station) -> None:
    assert max_age(station.get(f"{BASE}playlist.m3u8")) < 2
    assert max_age(station.get(f"{BASE}playlist.m3u8?_HLS_msn=1")) == 24
    for name in ("init-0.mp4", "segment-1.m4s", "part-2.m4s"):
        response = station.get(BASE + name)
        assert max_age(response) == 120
        assert response is not None
        assert b"immutable" in response.head
    station.registry.end(station.registry.broadcasts()[0], EndReason.PUBLISHER_LEFT)
    assert max_age(station.get(f"{BASE}playlist.m3u8")) == 24


def test_a_playlist_is_compressed_once_a_version_and_not_sent_again_unchanged(station: Station) -> None:
    plain, packed = station.get(f"{BASE}playlist.m3u8"), station.get(f"{BASE}playlist.m3u8", accepts_gzip=True)
    assert plain is not None
    assert packed is not None
    assert b"content-encoding: gzip\r\n" in packed.head
    assert gzip.decompress(b"".join(packed.body)) == b"".join(plain.body)
    assert packed is station.get(f"{BASE}playlist.m3u8", accepts_gzip=True)
    tag = re.search(rb"etag: (\S+)", packed.head)
    assert tag is not None
    for asked in (tag[1], b'"other", ' + tag[1], tag[1].removeprefix(b"W/"), b"*"):
        assert status_of([station.get(f"{BASE}playlist.m3u8", if_none_match=asked)]) == [304]
    station.feed(0.3)
    assert status_of([station.get(f"{BASE}playlist.m3u8", if_none_match=tag[1])]) == [200]


def test_a_range_of_a_segment(station: Station) -> None:
    whole = b"".join(station.get(f"{BASE}segment-0.m4s").body)  # type: ignore[union-attr]  # answered at once
    some = station.get(f"{BASE}segment-0.m4s", range=b"bytes=10-19")
    assert some is not None
    assert (some.status, b"".join(some.body)) == (206, whole[10:20])
    assert f"content-range: bytes 10-19/{len(whole)}\r\n".encode() in some.head
    none = station.get(f"{BASE}segment-0.m4s", range=b"bytes=999999-")
    assert none is not None
    assert none.status == 416
    assert f"content-range: bytes */{len(whole)}\r\n".encode() in none.head


def test_a_session_plays_out_after_its_end_while_the_channel_is_off(station: Station) -> None:
    station.registry.end(station.registry.broadcasts()[0], EndReason.PUBLISHER_LEFT)
    assert "#EXT-X-ENDLIST" in station.text(f"{BASE}playlist.m3u8?_HLS_msn=500")
    assert status_of([station.get("/hls/demo/index.m3u8"), station.get(f"{BASE}segment-0.m4s")]) == [404, 200]
    station.tick(61)
    assert status_of([station.get(f"{BASE}playlist.m3u8"), station.get(f"{BASE}segment-0.m4s")]) == [404, 404]


@pytest.mark.parametrize("query", ["_HLS_part=0", "_HLS_msn=9999", "_HLS_msn=-1", "_HLS_msn=1&_HLS_msn=2"])
def test_rule_5_a_query_that_makes_no_sense_is_400(station: Station, query: str) -> None:
    assert status_of([station.get(f"{BASE}playlist.m3u8?{query}")]) == [400]


def test_media_left_behind_by_the_window_is_gone(station: Station) -> None:
    station.get(f"{BASE}segment-0.m4s")
    station.feed(80)
    assert "segment-0.m4s" not in station.text(f"{BASE}playlist.m3u8")
    assert status_of([station.get(f"{BASE}part-0.m4s")]) == [404]
