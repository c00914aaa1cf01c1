import pytest

from klieg.domains.following import is_partner, max_lines


@pytest.mark.parametrize(
    ("followers", "needed", "partner"), [(4, 5, False), (5, 5, True), (6, 5, True), (0, 0, False), (9, 0, False)]
)
def test_so_many_followers_make_a_partner(followers: int, needed: int, *, partner: bool) -> None:
    assert is_partner(followers, needed) is partner


@pytest.mark.parametrize(("followers", "needed", "lines"), [(4, 5, 720), (5, 5, None), (0, 0, None)])
def test_others_send_fewer_lines(followers: int, needed: int, lines: int | None) -> None:
    assert max_lines(followers, needed) == lines
