"""Several renditions over HTTP: which are named, what they report of one another, what becomes of one that ends."""

import pytest

from fakes.hls_playlist import read_media_playlist
from fakes.hls_rules import check_multivariant
from fakes.node.station import Station, status_of
from klieg.contracts.ingest import ChannelType, PublishRules

INDEX = "/hls/demo/index.m3u8"
LADDER = PublishRules(channel_type=ChannelType.STANDARD)


def names(index: str) -> list[str]:
    return [line.split("/")[1] for line in index.split("\n") if line.endswith("playlist.m3u8")]


@pytest.fixture
def station() -> Station:
    made = Station()
    made.open(LADDER)
    made.add_rung(2)
    made.add_rung(1)
    made.feed(6)
    return made


def test_the_index_names_all_best_first(station: Station) -> None:
    index = station.text(INDEX)
    assert names(index) == ["source", "360p30", "240p30"]
    assert check_multivariant(index) == []
    assert "RESOLUTION=640x360" in index


def test_every_playlist_reports_every_other(station: Station) -> None:
    for name in ("source", "360p30", "240p30"):
        playlist = read_media_playlist(station.text(f"/hls/demo/ss_1/{name}/playlist.m3u8"))
        others = {f"../{other}/playlist.m3u8" for other in ("source", "360p30", "240p30")} - {name}
        reported = {report["URI"]: (int(report["LAST-MSN"]), int(report["LAST-PART"])) for report in playlist.reports}
        assert set(reported) == others - {f"../{name}/playlist.m3u8"}
        for uri, position in reported.items():
            other = station.store.of_session("ss_1")[uri.split("/")[1]].rendition
            assert position == other.reported_position


def test_a_report_follows_the_other_rendition(station: Station) -> None:
    """The same request, answered again after only the other one moved."""
    before = station.text("/hls/demo/ss_1/source/playlist.m3u8")
    track_id = station.add_rung(1)
    assert station.broadcast is not None
    station.broadcast.end_track(track_id)
    after = station.text("/hls/demo/ss_1/source/playlist.m3u8")
    assert "../360p30/" in before
    assert "../360p30/" not in after


def test_the_first_part_of_a_segment_is_reported_as_the_last_of_the_one_before(station: Station) -> None:
    """hls.js reads LAST-PART=0 as none and would wait for the part of its own playlist's index."""
    leader = station.store.of_session("ss_1")["source"]
    while leader.edge.part != 0:
        station.feed(1 / 30)
    position = leader.rendition.reported_position
    assert position[0] == leader.edge.msn - 1
    assert position[1] is not None
    assert position[1] > 0


def test_a_rendition_that_ended_leaves_the_choice_and_is_404(station: Station) -> None:
    edge = station.store.of_session("ss_1")["360p30"].edge
    path = "/hls/demo/ss_1/360p30/"
    assert station.get(f"{path}playlist.m3u8?_HLS_msn={edge.msn + 1}") is None
    assert station.broadcast is not None
    station.broadcast.end_track(station.add_rung(1))
    assert status_of(station.viewer.later) == [404]
    assert status_of([station.get(f"{path}playlist.m3u8"), station.get(f"{path}segment-1.m4s")]) == [404, 200]
    hinted = station.store.of_session("ss_1")["360p30"].edge.next_part
    assert status_of([station.get(f"{path}part-{hinted}.m4s")]) == [404], "nobody waits for what was hinted before"
    assert names(station.text(INDEX)) == ["source", "240p30"]


def test_the_first_players_wait_a_moment_for_the_ladder() -> None:
    station = Station()
    station.open(LADDER)
    assert station.get(INDEX) is None
    station.feed(0.5)
    assert station.viewer.later == []
    station.add_rung(1)
    station.feed(4)
    (response,) = station.viewer.later
    assert names(b"".join(response.body).decode()) == ["source", "360p30"]


def test_a_ladder_that_does_not_come_is_not_waited_for() -> None:
    station = Station()
    station.open(LADDER)
    assert station.get(INDEX) is None
    station.feed(0.5)
    station.tick(1.6)
    station.feed(0.3)
    assert status_of(station.viewer.later) == [200]
    assert status_of([station.get(INDEX)]) == [200]


def test_a_player_whose_time_is_up_gets_what_there_is() -> None:
    station = Station()
    station.open(LADDER)
    station.tick(1.5)
    assert station.get(INDEX) is None
    station.tick(1.0)
    station.feed(0.5)
    station.tick(1.1)
    assert status_of(station.viewer.later) == [200]


def test_a_channel_without_a_ladder_waits_for_nothing() -> None:
    station = Station()
    station.open()
    station.feed(0.5)
    assert names(station.text(INDEX)) == ["source"]
