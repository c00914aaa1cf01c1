from itertools import product

import pytest

from klieg.domains.identity.errors import (
    InvalidMailError,
    MailDomainRefusedError,
    WeakPasswordError,
)
from klieg.domains.identity.rules import (
    AVATARS,
    COLORS,
    OPERATOR,
    Digits,
    PersonalTokenSecret,
    Principal,
    Role,
    Scope,
    SessionSecret,
    check_mail,
    check_name,
    check_password,
    derived_look,
    random_look,
)
from klieg.kernel.errors import DomainError


@pytest.mark.parametrize("name", ["ada1", "Ada_L", "a.b.c", "____", "x" * 20, "1234"])
def test_a_name_is_compared_in_lower_case(name: str) -> None:
    assert check_name(name, ()) == name.lower()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, "name_length") for name in ("", "ada", "x" * 21)),
        *((name, "name_characters") for name in ("ada l", "ada-l", ".ada", "ada.", "a..da", "ädäm", "ada\n", "ada/")),
        *((name, "name_reserved") for name in ("login", "LOGIN", "robots.txt", "favicon.ico", "app.JS")),
    ],
)
def test_what_cannot_be_a_name_says_why(name: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_name(name, {"login"})
    assert refusal.value.code == code


@pytest.mark.parametrize("password", ["Abcdef1!", "pässwörD1 ", "aA1!" * 64, "aA1\U0001f600xxx" * 2])
def test_a_password_of_all_four_kinds_will_do(password: str) -> None:
    check_password(password)


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("Abcde1!", "8 to 256"),
        ("aA1!" * 65, "8 to 256"),
        ("abcdefg1!", "an upper-case letter"),
        ("ABCDEFG1!", "a lower-case letter"),
        ("Abcdefgh!", "a digit"),
        ("Abcdefgh1", "a symbol"),
        ("abcdefgh", "an upper-case letter and a digit and a symbol"),
    ],
)
def test_a_weak_password_says_what_it_lacks(password: str, missing: str) -> None:
    with pytest.raises(WeakPasswordError, match=missing):
        check_password(password)


@pytest.mark.parametrize("mail", ["a@b.de", "Ada.L+tag@Sub.example.ORG", "o'neil@x-y.example", "x" * 64 + "@e.org"])
def test_a_mail_address_is_compared_in_lower_case(mail: str) -> None:
    assert check_mail(mail) == mail.lower()


@pytest.mark.parametrize(
    "mail",
    [
        *("", "ada", "@b.de", "a@", "a@b", "a b@c.de", "a@b..de", "a..b@c.de", ".a@c.de", "a.@c.de", "a@-b.de"),
        *("a@b.de\n", "a@b.de,c@d.de", "a@b.de>", '"a b"@c.de', "a@[127.0.0.1]", "x" * 65 + "@e.org"),
        "a@" + "b" * 64 + ".de",
        "a@" + "b.c" * 90,
    ],
)
def test_what_is_no_mail_address_is_refused(mail: str) -> None:
    with pytest.raises(InvalidMailError):
        check_mail(mail)


def test_only_exactly_the_allowed_domains_may_sign_up() -> None:
    assert check_mail("a@Example.org", {"example.org"}) == "a@example.org"
    for other in ("a@sub.example.org", "a@badexample.org", "a@example.org.evil.de"):
        with pytest.raises(MailDomainRefusedError):
            check_mail(other, {"example.org"})


def test_secrets_have_their_form_and_print_masked() -> None:
    for kind, prefix in ((SessionSecret, "ks_"), (PersonalTokenSecret, "kp_")):
        one, other = kind.mint(), kind.mint()
        assert one.reveal().startswith(prefix)
        assert one.usable
        assert one.reveal() != other.reveal()
        assert one.matches(one.hash())
        assert not other.matches(one.hash())
        assert one.reveal() not in repr(one)


def test_digits_are_six() -> None:
    assert {len(Digits.mint().reveal()) for _ in range(50)} == {6}


def test_a_look_is_one_of_those_drawn() -> None:
    for color, avatar in (random_look(), derived_look("demo")):
        assert (color, avatar) in set(product(COLORS, AVATARS))
    assert derived_look("demo") == derived_look("demo")
    assert len({derived_look(f"channel{number}") for number in range(200)}) > 50


def test_a_token_does_what_it_was_made_for_only() -> None:
    token = Principal("ac_1", "ada", Role.ADMIN, frozenset({Scope.READ}))
    assert token.may(Scope.READ)
    assert not token.may(Scope.CHANNEL)
    assert not token.is_admin, "an admin's token is no admin's without the scope"
    assert Principal("ac_1", "ada", Role.ADMIN).is_admin
    assert not Principal("ac_1", "ada", Role.STREAMER).is_admin
    assert OPERATOR.is_admin
