"""Playback tokens in the paths of HLS."""

import pytest

from fakes.node.parts import RecordingPublisher, accepted
from fakes.node.station import Station, status_of
from klieg.contracts.playback import PlaybackPolicy, PlaybackToken, ViewingRules
from klieg.kernel.ids import ChannelId, ViewerId

VIEWER = ViewerId("ac_1")
ASKS = ViewingRules(policy=PlaybackPolicy.TOKEN)
BANS = ViewingRules(policy=PlaybackPolicy.TOKEN, banned=frozenset({VIEWER}))


class TokenStation(Station):
    """A channel that asks for tokens, six seconds on the air."""

    def __init__(self, viewing: ViewingRules = ASKS) -> None:
        super().__init__()
        made = accepted().model_copy(update={"viewing": viewing})
        self.broadcast = self.registry.open(made, RecordingPublisher())
        self.name, self.session = made.channel_name, made.session_id
        self.channel_id = made.channel_id
        self.feed(6)

    def token(self, viewer: ViewerId | None = VIEWER, channel: ChannelId | None = None) -> str:
        return self.key.seal(PlaybackToken(channel or self.channel_id, viewer, int(self.time.wallclock()) + 600))

    def paths(self, token: str) -> list[str]:
        base = f"/hls/{self.name}/t/{token}" if token else f"/hls/{self.name}"
        media = f"{base}/{self.session}/source"
        return [
            f"{base}/index.m3u8",
            f"{media}/playlist.m3u8",
            f"{media}/init-0.mp4",
            f"{media}/segment-0.m4s",
            f"{media}/part-0.m4s",
        ]

    def ask(self, token: str) -> list[int | None]:
        return status_of([self.get(path) for path in self.paths(token)])

    def set_rules(self, rules: ViewingRules) -> None:
        """As the keeper does when control said so."""
        assert self.broadcast is not None
        admittance = self.broadcast.admittance
        admittance.rules = rules
        self.hls.refuse(admittance.refuses)

    def hold(self, token: str) -> None:
        """Ask for a part that is to come."""
        base = f"/hls/{self.name}/t/{token}" if token else f"/hls/{self.name}"
        assert self.broadcast is not None
        edge = self.store.of_session(self.session)["source"].edge
        held = self.get(f"{base}/{self.session}/source/playlist.m3u8?_HLS_msn={edge.msn + 1}&_HLS_part=0")
        assert held is None


def test_the_token_stands_behind_the_channel_in_every_path() -> None:
    station = TokenStation()
    assert station.ask(station.token()) == [200] * 5
    assert station.ask(station.token(None)) == [200] * 5


def test_everyone_gets_the_same_bytes() -> None:
    """What playlists name is relative to their own address, RFC 8216 4.1: nothing is made for one viewer."""
    station = TokenStation()
    one, other = (station.paths(station.token(ViewerId(name))) for name in ("ac_1", "ac_2"))
    for mine, theirs in zip(one, other, strict=True):
        assert station.get(mine) is station.get(theirs)
    assert "/t/" not in station.text(one[0])
    assert station.text(one[0]).splitlines()[-1].startswith(station.session)


@pytest.mark.parametrize("shown", ["", "nonsense", "t"])
def test_without_a_token_there_is_nothing(shown: str) -> None:
    assert TokenStation().ask(shown) == [403] * 5


def test_a_token_of_another_channel_opens_nothing() -> None:
    station = TokenStation()
    assert station.ask(station.token(channel=ChannelId("ch_other"))) == [403] * 5


def test_an_open_channel_is_watched_either_way() -> None:
    station = TokenStation(ViewingRules())
    assert station.ask("") == [200] * 5
    assert station.ask(station.token()) == [200] * 5  # of a page that was loaded when it asked for one


def test_what_is_not_there_is_not_there() -> None:
    station = TokenStation()
    assert status_of([station.get(f"/hls/nobody/t/{station.token()}/index.m3u8")]) == [404]
    assert status_of([station.get(f"/hls/nobody/t/{station.token()}/{station.session}/source/playlist.m3u8")]) == [404]
    assert status_of([station.get(f"/hls/{station.name}/t/{station.token()}")]) == [404]
    assert status_of([station.get(f"/hls/{station.name}/t/")]) == [404]


def test_a_ban_answers_held_requests_at_once() -> None:
    station = TokenStation()
    station.hold(station.token())
    station.hold(station.token(ViewerId("ac_2")))
    station.hold(station.token(None))
    station.set_rules(BANS)
    assert status_of(station.viewer.later) == [403]
    assert len(station.held) == 2
    station.feed(2.5)
    assert status_of(station.viewer.later) == [403, 200, 200]
    assert station.ask(station.token()) == [403] * 5


def test_an_unbanned_viewer_watches_again_with_the_same_token() -> None:
    station = TokenStation(BANS)
    token = station.token()
    assert station.ask(token) == [403] * 5
    station.set_rules(ASKS)
    assert station.ask(token) == [200] * 5


def test_a_channel_that_begins_to_ask_lets_nobody_wait_without_a_token() -> None:
    station = TokenStation(ViewingRules())
    station.hold("")
    station.set_rules(ASKS)
    assert status_of(station.viewer.later) == [403]


def test_a_viewer_refused_while_waiting_is_answered_once() -> None:
    """Waking a crowd takes several turns of the loop: a ban may come between."""
    station = TokenStation()
    station.hold(station.token())
    station.set_rules(BANS)
    station.feed(3)
    station.tick(20)
    assert status_of(station.viewer.later) == [403]
