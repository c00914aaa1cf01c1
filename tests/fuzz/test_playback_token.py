"""Playback tokens: only what was sealed is verified, and whatever is refused is refused as documented."""

from fakes.mutation import mutations
from klieg.contracts.playback import MAX_TOKEN_CHARACTERS, PlaybackKey, PlaybackToken, PlaybackTokenError
from klieg.kernel.ids import ChannelId, ViewerId

KEY = PlaybackKey("a-secret")
SEEDS = tuple(
    KEY.seal(PlaybackToken(ChannelId("ch_0123456789abcdefghjkmn"), viewer, 1_800_000_000)).encode()
    for viewer in (None, ViewerId("ac_0123456789abcdefghjkmn"))
)


def fuzz_one(data: bytes) -> None:
    text = data.decode("latin-1")
    try:
        token = KEY.verify(text)
    except PlaybackTokenError:
        assert data not in SEEDS
        return
    assert len(text) <= MAX_TOKEN_CHARACTERS
    assert KEY.seal(token) == text
    assert data in SEEDS


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 3000)):
        fuzz_one(data)
