"""What is asked of a provider, and which answers hold (OpenID Connect Core and Discovery, RFC 6749, 7636, 9207)."""

import base64
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from pydantic import SecretStr

from fakes.control.forging_provider import CLIENT_ID, CLIENT_SECRET, ISSUER, NOW, ForgingProvider, ManualClock, rsa_key
from klieg.adapters.oidc import HttpOpenidProvider, ProviderClient
from klieg.adapters.oidc.key_ring import KEYS_LIFE_S, REFETCH_AFTER_S
from klieg.adapters.oidc.wire import MAX_ANSWER_BYTES
from klieg.domains.openid import Attempt, Intent, OpenidAnswerError, ProvenIdentity
from klieg.domains.work import instant
from klieg.kernel.errors import UnavailableError

REDIRECT = "https://live.example.org/api/v1/openid/callback"
ATTEMPT = Attempt(
    intent=Intent.SIGN_IN,
    state="a-state",
    nonce="a-nonce",
    verifier="a-verifier-of-at-least-43-characters-as-rfc7636",
    redirect_uri=REDIRECT,
    begun_at=instant(NOW),
)


def asking(
    forger: ForgingProvider, clock: ManualClock | None = None, *, secret: str = CLIENT_SECRET
) -> HttpOpenidProvider:
    client = ProviderClient(ISSUER, CLIENT_ID, SecretStr(secret), "Example")
    return HttpOpenidProvider(client, clock or ManualClock(), forger.transport)


async def redeem(forger: ForgingProvider, attempt: Attempt = ATTEMPT) -> ProvenIdentity:
    return await asking(forger).redeem(attempt, "a-code", None)


async def reason(forger: ForgingProvider) -> str:
    with pytest.raises(OpenidAnswerError) as refused:
        await redeem(forger)
    return refused.value.reason


async def test_core_3_1_2_1_the_address_has_all_that_binds_the_answer_to_this_browser() -> None:
    address = urlsplit(await asking(ForgingProvider()).address(ATTEMPT))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    assert {name: values for name, (values,) in parse_qs(address.query).items()} == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT,
        "scope": "openid email profile",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": ATTEMPT.challenge,
        "code_challenge_method": "S256",
    }


async def test_core_3_1_2_1_who_has_to_prove_it_is_asked_anew() -> None:
    attempt = ATTEMPT.model_copy(update={"intent": Intent.PROVE})
    forger = ForgingProvider(configuration={"authorization_endpoint": f"{ISSUER}/authorize?tenant=1"})
    query = parse_qs(urlsplit(await asking(forger).address(attempt)).query)
    assert (query["prompt"], query["max_age"], query["tenant"]) == (["login"], ["0"], ["1"])


async def test_an_honest_answer_says_who_somebody_is() -> None:
    forger = ForgingProvider(claims={"preferred_username": "ada", "auth_time": NOW - 5})
    assert await redeem(forger) == ProvenIdentity(
        issuer=ISSUER,
        subject="person-1",
        mail="ada@example.org",
        mail_verified=True,
        called="ada",
        authenticated_at=instant(NOW - 5),
    )
    assert forger.form == {
        "grant_type": "authorization_code",
        "code": "a-code",
        "redirect_uri": REDIRECT,
        "code_verifier": ATTEMPT.verifier,
    }
    assert forger.count("/me") == 0, "the token said it all"


async def test_rfc6749_2_3_1_the_secret_goes_as_the_provider_takes_it() -> None:
    forger = ForgingProvider()
    await redeem(forger)
    sent = next(request for request in forger.requests if request.url.path == "/token")
    assert base64.b64decode(sent.headers["authorization"].split()[1]) == b"klieg+%26+co:a+secret%3A+1"
    forger = ForgingProvider(configuration={"token_endpoint_auth_methods_supported": ["client_secret_post"]})
    await redeem(forger)
    assert (forger.form["client_id"], forger.form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
    forger = ForgingProvider()
    await asking(forger, secret="").redeem(ATTEMPT, "a-code", None)
    assert forger.form["client_id"] == CLIENT_ID
    assert "client_secret" not in forger.form


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://evil.example.org"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "somebody-else"}, "aud"),
        ({"aud": ["somebody-else"]}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": [CLIENT_ID, "somebody-else"]}, "for several"),
        ({"azp": "somebody-else"}, "another client"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"nonce": ["a-nonce", "another"]}, "nonces"),
        ({"exp": NOW - 61}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "never"}, "exp"),
        ({"iat": NOW + 61}, "in the future"),
        ({"nbf": NOW + 61}, "not yet valid"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": 7}, "sub"),
        ({"sub": "s" * 256}, "subject"),
    ],
)
async def test_core_3_1_3_7_a_token_that_is_not_what_was_asked_for_is_refused(claims: dict[str, Any], why: str) -> None:
    assert why in await reason(ForgingProvider(claims=claims))


async def test_core_3_1_3_7_clocks_may_differ_by_a_minute() -> None:
    assert await redeem(ForgingProvider(claims={"exp": NOW - 59, "iat": NOW + 59}))


async def test_core_3_1_3_7_several_audiences_are_good_with_an_authorised_party() -> None:
    assert await redeem(ForgingProvider(claims={"aud": [CLIENT_ID, "somebody-else"], "azp": CLIENT_ID}))


async def test_core_3_1_3_7_a_token_signed_by_another_is_refused() -> None:
    thief, honest = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
    assert "ID token" in await reason(ForgingProvider(key=thief, published=KeySet([honest])))


async def test_a_token_without_a_signature_or_signed_by_the_shared_secret_is_refused() -> None:
    forger = ForgingProvider()
    body = forger.id_token().split(".")[1]
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    forger.token_answer = httpx.Response(200, json={"access_token": "a", "id_token": f"{head}.{body}."})
    assert "ID token" in await reason(forger)
    secret = OctKey.import_key(CLIENT_SECRET + "x" * 40, {"kid": "one"})
    signed = ForgingProvider(key=secret, algorithm="HS256", published=KeySet([secret]))  # type: ignore[arg-type]
    assert "ID token" in await reason(signed)


async def test_an_elliptic_key_is_as_good() -> None:
    assert await redeem(ForgingProvider(key=ECKey.generate_key("P-256", {"kid": "e"}), algorithm="ES256"))


async def test_a_new_key_is_fetched_once_and_nonsense_makes_no_storm() -> None:
    forger, clock = ForgingProvider(), ManualClock()
    provider = asking(forger, clock)
    await provider.redeem(ATTEMPT, "a-code", None)
    await provider.redeem(ATTEMPT, "a-code", None)
    assert (forger.count("/keys"), forger.count("/.well-known/openid-configuration")) == (1, 1)
    forger.key = rsa_key("two")
    with pytest.raises(OpenidAnswerError):
        await provider.redeem(ATTEMPT, "a-code", None)
    assert forger.count("/keys") == 1, "too soon"
    clock.passed_s = REFETCH_AFTER_S
    assert await provider.redeem(ATTEMPT, "a-code", None)
    forger.published, forger.key = KeySet([forger.key]), rsa_key("three")
    clock.passed_s *= 2
    with pytest.raises(OpenidAnswerError, match="cannot be used"):
        await provider.redeem(ATTEMPT, "a-code", None)
    assert forger.count("/keys") == 3


async def test_keys_and_configuration_are_read_again_after_a_while() -> None:
    forger, clock = ForgingProvider(claims={"exp": NOW + 10_000}), ManualClock()
    provider = asking(forger, clock)
    await provider.redeem(ATTEMPT, "a-code", None)
    clock.passed_s = KEYS_LIFE_S + 1
    await provider.redeem(ATTEMPT, "a-code", None)
    assert (forger.count("/keys"), forger.count("/.well-known/openid-configuration")) == (2, 2)


async def test_core_5_3_2_the_mail_is_asked_for_where_the_token_has_none() -> None:
    forger = ForgingProvider(claims={"email": None, "email_verified": None})
    forger.userinfo = {"sub": "person-1", "email": "ada@example.org", "email_verified": True, "nickname": "Ada"}
    person = await redeem(forger)
    assert (person.mail, person.mail_verified, person.called) == ("ada@example.org", True, "Ada")
    asked = next(request for request in forger.requests if request.url.path == "/me")
    assert asked.headers["authorization"] == "Bearer an-access-token"
    forger.userinfo["sub"] = "person-2"
    assert "somebody else" in await reason(forger)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
async def test_a_mail_is_verified_only_by_a_plain_yes(verified: object) -> None:
    assert not (await redeem(ForgingProvider(claims={"email_verified": verified}))).mail_verified


@pytest.mark.parametrize("odd", [True, "yesterday", -1, 1e300])
async def test_what_is_no_time_is_none(odd: object) -> None:
    assert (await redeem(ForgingProvider(claims={"auth_time": odd}))).authenticated_at is None


@pytest.mark.parametrize(
    ("configuration", "why"),
    [
        ({"issuer": "https://evil.example.org"}, "calls itself"),
        ({"token_endpoint": None}, "token_endpoint"),
        ({"jwks_uri": "http://id.example.org/keys"}, "not encrypted"),
        ({"token_endpoint": "file:///etc/passwd"}, "not encrypted"),
    ],
)
async def test_discovery_4_3_a_configuration_that_cannot_be_right_is_refused(
    configuration: dict[str, Any], why: str
) -> None:
    assert why in await reason(ForgingProvider(configuration=configuration))


async def test_rfc9207_an_answer_of_another_provider_is_refused() -> None:
    forger = ForgingProvider()
    with pytest.raises(OpenidAnswerError):
        await asking(forger).redeem(ATTEMPT, "a-code", "https://evil.example.org")
    assert await asking(forger).redeem(ATTEMPT, "a-code", ISSUER)
    forger.configuration["authorization_response_iss_parameter_supported"] = True
    with pytest.raises(OpenidAnswerError):
        await asking(forger).redeem(ATTEMPT, "a-code", None)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(400, json={"error": "invalid_grant"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=["a"]),
        httpx.Response(200, json={"access_token": "a"}),
        httpx.Response(200, json={"id_token": 7}),
        httpx.Response(200, json={"id_token": "no token"}),
        httpx.Response(200, content=b"x" * (MAX_ANSWER_BYTES + 1)),
        httpx.Response(302, headers={"Location": "https://evil.example.org"}),
    ],
)
async def test_an_answer_that_is_none_is_refused(answer: httpx.Response) -> None:
    assert await reason(ForgingProvider(token_answer=answer))


async def test_keys_that_are_none_are_refused() -> None:
    forger = ForgingProvider(configuration={"jwks_uri": f"{ISSUER}/me"})
    odd: list[dict[str, object]] = [{}, {"keys": []}, {"keys": 7}, {"keys": [{"kty": "RSA"}]}, {"keys": ["a"]}]
    for nonsense in odd:
        forger.userinfo = nonsense
        assert "keys" in await reason(forger)


async def test_a_provider_that_is_down_is_told_from_one_that_lies() -> None:
    with pytest.raises(UnavailableError):
        await redeem(ForgingProvider(token_answer=httpx.Response(503)))

    def nobody(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    client = ProviderClient(ISSUER, CLIENT_ID, SecretStr(""), "Example")
    provider = HttpOpenidProvider(client, ManualClock(), httpx.MockTransport(nobody))
    with pytest.raises(UnavailableError, match="ConnectError"):
        await provider.address(ATTEMPT)
    await provider.aclose()
