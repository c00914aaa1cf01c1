"""Which token opens which broadcast, and for how long."""

import pytest

from fakes.node.parts import FakeTime
from klieg.contracts.playback import PlaybackKey, PlaybackPolicy, PlaybackToken, ViewingRules
from klieg.kernel.ids import ChannelId, ViewerId
from klieg.node.playback import gate as module
from klieg.node.playback.gate import SWEEP_EVERY_S, PlaybackGate, Refusal
from klieg.node.playback.viewing import LONGEST_S, PAUSE_S, Admittance, Viewing

CHANNEL = ChannelId("ch_1")
VIEWER = ViewerId("ac_1")
KEY = PlaybackKey("a-secret")
ASKS = ViewingRules(policy=PlaybackPolicy.TOKEN)


class Scene:
    """A gate, a channel that asks for tokens, and tokens good for ten minutes."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.gate = PlaybackGate(KEY, self.time)
        self.admittance = Admittance(CHANNEL, ASKS)

    def token(self, *, viewer: ViewerId | None = VIEWER, channel: ChannelId = CHANNEL, good_for_s: int = 600) -> str:
        return KEY.seal(PlaybackToken(channel, viewer, int(self.time.wallclock()) + good_for_s))

    def admit(self, token: str) -> Viewing | Refusal:
        return self.gate.admit(self.admittance, token)

    def is_in(self, token: str) -> bool:
        return isinstance(self.admit(token), Viewing)


def test_an_open_channel_asks_nobody() -> None:
    scene = Scene()
    scene.admittance = Admittance(CHANNEL, ViewingRules(banned=frozenset({VIEWER})))
    for shown in ("", "nonsense", scene.token()):
        viewing = scene.admit(shown)
        assert isinstance(viewing, Viewing)
        assert not viewing.by_token
    assert len(scene.gate) == 0


def test_a_token_opens_its_channel_for_its_viewer() -> None:
    scene = Scene()
    viewing = scene.admit(scene.token())
    assert isinstance(viewing, Viewing)
    assert (viewing.channel_id, viewing.viewer, viewing.by_token) == (CHANNEL, VIEWER, True)
    assert scene.is_in(scene.token(viewer=None))


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ("", Refusal.MISSING),
        ("nonsense", Refusal.INVALID),
        (Scene().token(channel=ChannelId("ch_2")), Refusal.INVALID),
        (Scene().token(good_for_s=-1), Refusal.EXPIRED),
        (PlaybackKey("another").seal(PlaybackToken(CHANNEL, VIEWER, 2_000_000_000)), Refusal.INVALID),
    ],
)
def test_what_opens_nothing(shown: str, why: Refusal) -> None:
    scene = Scene()
    assert scene.admit(shown) is why
    assert scene.admit(shown) is why  # nor the second time
    assert scene.gate.refused[why] == 2


def test_it_is_verified_once_while_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    token = scene.token()
    first = scene.admit(token)
    monkeypatch.setattr(KEY, "verify", None)
    assert scene.admit(token) is first


def test_playback_that_goes_on_outlives_the_token() -> None:
    scene = Scene()
    token = scene.token(good_for_s=10)
    assert scene.is_in(token)
    for _ in range(20):
        scene.time.pass_by(PAUSE_S - 1)
        scene.gate.tick()
        assert scene.is_in(token)
    scene.time.pass_by(PAUSE_S + 1)
    assert scene.admit(token) is Refusal.EXPIRED


def test_a_paused_player_goes_on_while_the_token_lasts() -> None:
    scene = Scene()
    token = scene.token(good_for_s=600)
    assert scene.is_in(token)
    scene.time.pass_by(599)
    assert scene.is_in(token)


def test_nobody_goes_on_for_ever() -> None:
    scene = Scene()
    token = scene.token(good_for_s=10)
    went_on_s = 0.0
    while scene.is_in(token):
        scene.time.pass_by(30)
        went_on_s += 30
    assert LONGEST_S < went_on_s < LONGEST_S + 60
    assert scene.is_in(scene.token())


def test_what_nobody_uses_is_forgotten() -> None:
    scene = Scene()
    for number in range(10):
        scene.admit(scene.token(viewer=ViewerId(f"ac_{number}"), good_for_s=10))
    assert len(scene.gate) == 10
    scene.time.pass_by(10 + PAUSE_S + SWEEP_EVERY_S)
    scene.gate.tick()
    assert len(scene.gate) == 0


def test_the_number_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_KEPT", 3)
    scene = Scene()
    tokens = [scene.token(viewer=ViewerId(f"ac_{number}")) for number in range(5)]
    assert all(scene.is_in(token) for token in tokens)
    assert len(scene.gate) == 3
    assert scene.is_in(tokens[0])  # which lasts, and is verified anew


def test_a_banned_viewer_is_refused_until_the_ban_is_lifted() -> None:
    scene = Scene()
    banned, other = scene.token(), scene.token(viewer=ViewerId("ac_2"))
    watching = scene.admit(banned)
    assert isinstance(watching, Viewing)
    scene.admittance.rules = ViewingRules(policy=PlaybackPolicy.TOKEN, banned=frozenset({VIEWER}))
    assert scene.admittance.refuses(watching)
    assert scene.admit(banned) is Refusal.BANNED
    assert scene.is_in(other)
    scene.admittance.rules = ASKS
    assert scene.is_in(banned)


def test_a_channel_that_begins_to_ask_refuses_who_showed_none() -> None:
    admittance = Admittance(CHANNEL, ViewingRules())
    assert not admittance.refuses(admittance.by_address)
    admittance.rules = ASKS
    assert admittance.refuses(admittance.by_address)
    assert not admittance.refuses(Viewing(ChannelId("ch_2")))


def test_numbers() -> None:
    scene = Scene()
    scene.admit("")
    scene.admit(scene.token())
    tokens, refusals = scene.gate.collect()
    assert tokens.samples[0].value == 1
    assert {sample.labels["why"]: sample.value for sample in refusals.samples}["missing"] == 1
