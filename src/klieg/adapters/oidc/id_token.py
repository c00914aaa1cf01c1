"""The ID token: a provider's word, checked as OpenID Connect Core section 3.1.3.7 says."""

from dataclasses import dataclass
from datetime import datetime

from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from klieg.adapters.oidc.wire import JsonObject
from klieg.domains.openid import CLOCK_SKEW, SUBJECT_MAX, OpenidAnswerError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signed by a key of the provider's: never ``none``, never by a secret that two know."""


class UnknownKeyError(Exception):
    """The token is signed by a key we have not seen: the provider may have a new one."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime


def read_id_token(text: str, keys: KeySet, expected: Expected) -> JsonObject:
    """Return the claims of an ID token.

    Raises:
        OpenidAnswerError: it is not signed by one of ``keys``, or is not what is expected; the reason says what.
        UnknownKeyError: it names a key that is not among ``keys``.
    """
    registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        claims: JsonObject = jwt.decode(text, keys, registry=registry).claims
        _claims_registry(expected).validate(claims)
    except InvalidKeyIdError as error:
        raise UnknownKeyError from error
    except (JoseError, ValueError) as error:
        raise OpenidAnswerError(f"the ID token does not hold: {error}") from error
    _check_parties(claims, expected)
    return claims


def _claims_registry(expected: Expected) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=int(CLOCK_SKEW.total_seconds()),
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )


def _check_parties(claims: JsonObject, expected: Expected) -> None:
    audience, azp = claims["aud"], claims.get("azp")
    if azp is not None and azp != expected.client_id:
        raise OpenidAnswerError("the ID token was issued to another client")
    if isinstance(audience, list) and len(audience) > 1 and azp is None:
        raise OpenidAnswerError("the ID token is for several, and does not say for whom it was issued")
    if claims["nonce"] != expected.nonce:
        raise OpenidAnswerError("the ID token has several nonces")
    if not 0 < len(str(claims["sub"])) <= SUBJECT_MAX:
        raise OpenidAnswerError(f"the subject has more than {SUBJECT_MAX} characters")
