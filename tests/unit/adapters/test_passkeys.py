from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.control.authenticator import Authenticator
from klieg.adapters.passkeys import WebAuthnCeremonies
from klieg.domains.factors import (
    EnrolledPasskey,
    Passkey,
    PasskeyInvalidError,
    RelyingParty,
    SecondFactorWrongError,
)

SITE = RelyingParty("localhost", "http://localhost:8080")
ACCOUNT = ("ac_ada", "Ada_L")
ASKED, OTHER = b"a" * 32, b"b" * 32
CEREMONIES = WebAuthnCeremonies()


def enrolled(authenticator: Authenticator) -> EnrolledPasskey:
    options = CEREMONIES.enrolment_options(SITE, ACCOUNT, ASKED, [])
    return CEREMONIES.check_enrolment(SITE, ASKED, authenticator.create(options))


def passkey_of(authenticator: Authenticator) -> Passkey:
    made = enrolled(authenticator)
    return Passkey(
        id="pk_1",
        account_id=ACCOUNT[0],
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label="Phone",
        transports=list(made.transports),
        created_at=datetime(2031, 1, 1, tzinfo=UTC),
    )


def signed(authenticator: Authenticator, challenge: bytes = ASKED) -> dict[str, Any]:
    return authenticator.get(CEREMONIES.request_options(SITE, challenge, None))


def test_a_key_pair_is_made_and_signs() -> None:
    authenticator = Authenticator()
    passkey = passkey_of(authenticator)
    assert passkey.transports == ["internal"], "what nobody has heard of is left out"
    answer = signed(authenticator)
    assert CEREMONIES.credential_of(answer) == passkey.credential_id
    assert CEREMONIES.check_signature(SITE, ASKED, answer, passkey, verified=True) == 1


def test_the_browser_is_told_which_key_pairs_there_are_and_what_they_must_do() -> None:
    passkey = passkey_of(Authenticator())
    alone = CEREMONIES.request_options(SITE, ASKED, None)
    assert (alone["userVerification"], alone["allowCredentials"]) == ("required", [])
    second = CEREMONIES.request_options(SITE, ASKED, [passkey])
    assert second["userVerification"] == "preferred"
    assert [one["id"] for one in second["allowCredentials"]] == [passkey.credential_id]
    another = CEREMONIES.enrolment_options(SITE, ACCOUNT, ASKED, [passkey])
    assert [one["id"] for one in another["excludeCredentials"]] == [passkey.credential_id]
    assert another["attestation"] == "none"


@pytest.mark.parametrize(
    ("change", "verified"),
    [
        ({"origin": "http://localhost:9999"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"verifies": False}, True),
        ({"user_handle": "YWNfZXZl"}, False),
        ({"user_handle": None}, True),
        ({"key": Authenticator().key}, False),
        ({"signatures": -1}, False),
    ],
    ids=["port", "site", "unverified", "somebody-else", "nobody", "key", "counted-back"],
)
def test_section_7_2_what_does_not_hold_is_refused(change: dict[str, Any], *, verified: bool) -> None:
    authenticator = Authenticator(signatures=5)
    passkey = passkey_of(authenticator)
    for name, value in change.items():
        setattr(authenticator, name, value)
    with pytest.raises(SecondFactorWrongError):
        CEREMONIES.check_signature(SITE, ASKED, signed(authenticator), passkey, verified=verified)


def test_section_7_2_step_11_another_challenge_is_refused() -> None:
    authenticator = Authenticator()
    passkey = passkey_of(authenticator)
    with pytest.raises(SecondFactorWrongError):
        CEREMONIES.check_signature(SITE, ASKED, signed(authenticator, OTHER), passkey, verified=True)


def test_after_a_password_possession_is_enough() -> None:
    authenticator = Authenticator(verifies=False, counts=False)
    passkey = passkey_of(authenticator)
    authenticator.user_handle = None
    assert CEREMONIES.check_signature(SITE, ASKED, signed(authenticator), passkey, verified=False) == 0


@pytest.mark.parametrize("origin", ["http://localhost:1", "https://localhost:8080"])
def test_section_7_1_another_page_enrols_nothing(origin: str) -> None:
    with pytest.raises(PasskeyInvalidError):
        enrolled(Authenticator(origin=origin))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["AA", "gg", "oWFh", "public-key"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle", "transports")


@given(replaced=st.dictionaries(st.sampled_from(("id", "rawId", "type", "response", *PARTS)), JSON, min_size=1))
def test_nonsense_is_refused_by_name(replaced: dict[str, Any]) -> None:
    authenticator = Authenticator()
    made = authenticator.create(CEREMONIES.enrolment_options(SITE, ACCOUNT, ASKED, []))
    passkey = passkey_of(authenticator)
    for answer, check in ((made, "enrol"), (signed(authenticator, OTHER), "sign")):
        mangled = {**answer, "response": dict(answer["response"])}
        for name, value in replaced.items():
            (mangled["response"] if name in PARTS and isinstance(mangled["response"], dict) else mangled)[name] = value
        CEREMONIES.credential_of(mangled)
        try:
            if check == "enrol":
                CEREMONIES.check_enrolment(SITE, ASKED, mangled)
            else:
                CEREMONIES.check_signature(SITE, ASKED, mangled, passkey, verified=True)
        except (PasskeyInvalidError, SecondFactorWrongError):
            continue
        assert check == "enrol", "a signature over another challenge never holds"
