from datetime import timedelta

import pytest

from klieg.domains.openid import (
    ARRIVAL_LIFE,
    ATTEMPT_LIFE,
    CLOCK_SKEW,
    Arrival,
    Attempt,
    Intent,
    OpenidProofError,
    ProvenIdentity,
    begin_attempt,
    is_fresh,
    local_path,
    require_proof,
    suggest_name,
)
from klieg.domains.openid.rules import PROOF_LIFE
from klieg.domains.work import instant

NOW = instant(1_800_000_000)
SECOND = timedelta(seconds=1)
PERSON = ProvenIdentity(issuer="https://id.example.org", subject="1")


def begin(intent: Intent = Intent.SIGN_IN) -> Attempt:
    return begin_attempt(intent, "https://live.example.org/back", NOW)


def test_rfc7636_appendix_b_the_challenge_is_the_hash_of_the_verifier() -> None:
    attempt = begin().model_copy(update={"verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"})
    assert attempt.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_each_attempt_has_secrets_of_its_own() -> None:
    secrets = {text for attempt in (begin(), begin()) for text in (attempt.state, attempt.nonce, attempt.verifier)}
    assert len(secrets) == 6
    assert all(len(text) >= 43 for text in secrets), "RFC 7636 section 4.1"


def test_an_attempt_comes_back_from_the_browser_as_it_was() -> None:
    attempt = begin()
    assert Attempt.model_validate_json(attempt.model_dump_json()) == attempt


def test_an_answer_fits_by_its_state_and_in_time() -> None:
    attempt = begin()
    assert attempt.fits(attempt.state, NOW)
    assert attempt.fits(attempt.state, NOW + ATTEMPT_LIFE)
    assert not attempt.fits(attempt.state, NOW + ATTEMPT_LIFE + SECOND)
    assert not attempt.fits(attempt.state, NOW - SECOND)
    for wrong in ("", "another", attempt.state + "a", "\udc80"):
        assert not attempt.fits(wrong, NOW)


def test_an_arrival_is_good_for_a_while() -> None:
    arrival = Arrival(person=PERSON, next="/", invite="", came_at=NOW)
    assert arrival.is_good(NOW + ARRIVAL_LIFE)
    assert not arrival.is_good(NOW + ARRIVAL_LIFE + SECOND)
    assert not arrival.is_good(NOW - SECOND)


@pytest.mark.parametrize("path", ["/", "/settings?tab=stream", "/ada.l/profile", "/search?q=a%20b"])
def test_a_path_of_ours_is_gone_on_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "odd",
    [
        *("", "settings", "//evil.example", "/\\evil.example", "/a\\b", "/\t/evil.example", "https://evil.example"),
        *("/ü", "/a\r\nSet-Cookie: a=b", "/" + "a" * 500),
    ],
)
def test_what_may_lead_elsewhere_leads_home(odd: str) -> None:
    assert local_path(odd) == "/"
    assert begin_attempt(Intent.SIGN_IN, "https://a", NOW, next_path=odd).next == "/"


def test_a_person_is_fresh_who_signed_in_there_because_they_were_asked_to() -> None:
    attempt = begin(Intent.PROVE)
    for at, fresh in ((NOW, True), (NOW - CLOCK_SKEW, True), (NOW - CLOCK_SKEW - SECOND, False), (None, False)):
        assert is_fresh(PERSON.model_copy(update={"authenticated_at": at}), attempt) is fresh


def test_a_proof_stands_for_a_password_for_a_while() -> None:
    require_proof(NOW, NOW + PROOF_LIFE)
    for proved_at, now in ((NOW, NOW + PROOF_LIFE + SECOND), (NOW, NOW - SECOND), (None, NOW)):
        with pytest.raises(OpenidProofError):
            require_proof(proved_at, now)


@pytest.mark.parametrize(
    ("called", "mail", "name"),
    [
        ("ada", "ada@example.org", ""),
        ("Ada Lovelace", "", "Ada_Lovelace"),
        ("Ada", "ada.lovelace+x@example.org", "ada_lovelace_x"),
        ("Ädä", "somebody@example.org", "somebody"),
        ("a" * 30, "", "a" * 20),
        ("", "", ""),
        ("日本", "日本@example.org", ""),
    ],
)
def test_a_name_is_suggested_in_the_form_of_ours(called: str, mail: str, name: str) -> None:
    assert suggest_name(PERSON.model_copy(update={"called": called, "mail": mail})) == name
