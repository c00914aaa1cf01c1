from datetime import UTC, datetime

import pyotp
import pytest

from klieg.domains.factors.rules import (
    RECOVERY_CODES,
    ChallengeSecret,
    Factor,
    RelyingParty,
    TotpSecret,
    factors_to_ask,
    mint_recovery_codes,
    password_mark,
    recovery_hash,
    relying_party,
)

RFC_SECRET = TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
"""RFC 6238 appendix B: the ASCII text 12345678901234567890."""


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_rfc_6238_appendix_b_the_last_six_of_its_eight_digits(seconds: int, code: str) -> None:
    assert RFC_SECRET.step_of(code, at(seconds), after=None) == seconds // 30


@pytest.mark.parametrize(("aside", "step"), [(-31, 99), (-1, 99), (0, 100), (29, 100), (30, 101)])
def test_rfc_6238_section_6_a_step_aside_is_taken(aside: int, step: int) -> None:
    code = pyotp.TOTP(RFC_SECRET.reveal()).at(100 * 30 + aside)
    expected = step if aside > -31 else None
    assert RFC_SECRET.step_of(code, at(3000), after=None) == expected


def test_rfc_6238_section_5_2_a_code_is_accepted_once() -> None:
    code = pyotp.TOTP(RFC_SECRET.reveal()).at(3000)
    step = RFC_SECRET.step_of(code, at(3000), after=None)
    assert step == 100
    assert RFC_SECRET.step_of(code, at(3000), after=step) is None
    assert RFC_SECRET.step_of(code, at(3029), after=step) is None
    assert RFC_SECRET.step_of(pyotp.TOTP(RFC_SECRET.reveal()).at(2970), at(3000), after=step) is None, (
        "nor an older one"
    )


@pytest.mark.parametrize("text", ["", "28708", "2870822", "28708a", "٢٨٧٠٨٢", "two"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert RFC_SECRET.step_of(text, at(59), after=None) is None


def test_a_code_may_be_typed_in_halves() -> None:
    assert RFC_SECRET.step_of(" 287 082 ", at(59), after=None) == 1


def test_the_secret_is_long_prints_masked_and_tells_apps_what_to_show() -> None:
    secret = TotpSecret.mint()
    assert len(secret.reveal()) == 32, "160 bits in base 32"
    assert secret.reveal() != TotpSecret.mint().reveal()
    assert secret.reveal() not in repr(secret)
    parsed = pyotp.parse_uri(secret.uri("Ada_L", "live.example.org"))
    assert (parsed.name, parsed.issuer, parsed.secret) == ("Ada_L", "live.example.org", secret.reveal())


def test_recovery_codes_are_many_and_known_however_they_are_typed() -> None:
    codes = mint_recovery_codes()
    assert len(set(codes)) == RECOVERY_CODES
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in codes)
    typed = f" {codes[0].upper().replace('-', ' ')} "
    assert recovery_hash(typed) == recovery_hash(codes[0]) != recovery_hash(codes[1])


def test_a_challenge_is_signed_as_its_hash() -> None:
    secret = ChallengeSecret.mint()
    assert secret.usable
    assert secret.webauthn_challenge().hex() == secret.hash()


def test_a_password_that_changes_is_noticed() -> None:
    assert password_mark("$argon2id$a") == password_mark("$argon2id$a") != password_mark("$argon2id$b")


@pytest.mark.parametrize(
    ("page", "is_public", "expected"),
    [
        ("https://live.example.org", True, "live.example.org"),
        ("https://live.example.org:8443", True, "live.example.org"),
        ("http://localhost:8080", False, "localhost"),
        ("http://studio.localhost:8080", False, "studio.localhost"),
        ("https://live.example.org", False, None),
        ("http://live.example.org", True, None),
        ("https://192.0.2.7", True, None),
        ("https://[2001:db8::7]", True, None),
        ("http://127.0.0.1:8080", False, None),
        ("http://evil-localhost", False, None),
        ("", False, None),
    ],
)
def test_the_site_is_one_that_browsers_and_we_can_trust(page: str, *, is_public: bool, expected: str | None) -> None:
    party = relying_party(page, is_public=is_public)
    assert party == (RelyingParty(expected, page) if expected else None)


def test_recovery_alone_is_no_second_step() -> None:
    assert not factors_to_ask(totp=False, passkeys=False, recovery=True)
    assert factors_to_ask(totp=True, passkeys=True, recovery=True) == [Factor.PASSKEY, Factor.TOTP, Factor.RECOVERY]
    assert factors_to_ask(totp=True, passkeys=False, recovery=False) == [Factor.TOTP]
