from datetime import UTC, datetime

import pytest

from klieg.domains.playback.rules import grant_playback, is_playback_session_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", True),
        ("abcd1234", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("short", False),
        ("", False),
        ("with space", False),
        ("abcd1234\n", False),
        ("zwölf-zeichen", False),
    ],
)
def test_a_player_chooses_its_id_within_bounds(text: str, *, expected: bool) -> None:
    assert is_playback_session_id(text) is expected


@pytest.mark.parametrize("account_id", ["ac_1", None])
def test_playback_is_granted_for_a_while(account_id: str | None) -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    granted = grant_playback("ch_1", account_id, now=now, life_s=600)
    assert (granted.channel_id, granted.viewer) == ("ch_1", account_id)
    assert granted.expires_at == now.timestamp() + 600
