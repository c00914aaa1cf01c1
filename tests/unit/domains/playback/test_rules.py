import pytest

from klieg.domains.playback.rules import is_playback_session_id


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
