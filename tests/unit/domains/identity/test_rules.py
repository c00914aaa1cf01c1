import pytest

from klieg.domains.identity.rules import AdminToken


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x" * 20, True), ("A_z-9" * 9, True), ("x" * 19, False), ("", False), ("x" * 201, False), ("x y" * 10, False)],
)
def test_a_token_is_long_and_fits_a_header(text: str, *, expected: bool) -> None:
    assert AdminToken(text).usable is expected


def test_a_token_matches_its_own_hash_only() -> None:
    admin_token = AdminToken("correct-horse-battery-staple")
    assert admin_token.matches(admin_token.hash())
    assert not AdminToken("correct-horse-battery-stapl").matches(admin_token.hash())
    assert not AdminToken("").matches(admin_token.hash())
    assert not AdminToken("\ud800").matches(admin_token.hash())


def test_a_token_prints_masked() -> None:
    assert "staple" not in repr(AdminToken("correct-horse-battery-staple"))
