"""The OpenID provider that the settings name: authorization code, PKCE, state and nonce (OpenID Connect Core 3.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

import httpx
from pydantic import SecretStr

from klieg.adapters.oidc.configuration import WELL_KNOWN, ProviderConfiguration, read_configuration
from klieg.adapters.oidc.id_token import Expected
from klieg.adapters.oidc.key_ring import KeyRing
from klieg.adapters.oidc.wire import JsonObject, ProviderWire, basic_authorization
from klieg.domains.openid import Attempt, Intent, OpenidAnswerError, OpenidProvider, ProvenIdentity
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

SCOPE = "openid email profile"
CONFIGURATION_LIFE_S = 3600.0
_MAIL_MAX, _CALLED_MAX = 254, 100
_FAR_FUTURE = 1e11


@dataclass(frozen=True, slots=True)
class ProviderClient:
    """Who we are at a provider, as its operator and ours agreed."""

    issuer: str
    client_id: str
    secret: SecretStr = field(repr=False)
    label: str


class HttpOpenidProvider(OpenidProvider):
    """Asks the provider over HTTP. ``transport`` replaces the network in tests."""

    def __init__(self, client: ProviderClient, clock: Clock, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client, self._clock = client, clock
        self._wire = ProviderWire(transport)
        self._keys = KeyRing(self._wire, clock)
        self._configuration: ProviderConfiguration | None = None
        self._configured_at = 0.0

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return self._client.issuer

    @property
    def label(self) -> str:
        """What people call it."""
        return self._client.label

    async def address(self, attempt: Attempt) -> str:
        """Return where a browser goes to begin."""
        endpoint = (await self._configure()).authorization_endpoint
        query = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": attempt.redirect_uri,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        if attempt.intent is Intent.PROVE:  # section 3.1.2.1: ask anew, and say in the token when that was
            query |= {"prompt": "login", "max_age": "0"}
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    async def redeem(self, attempt: Attempt, code: str, issuer: str | None) -> ProvenIdentity:
        """Return who somebody is, for the code that their browser brought."""
        configuration = await self._configure()
        is_named = configuration.authorization_response_iss_parameter_supported
        if issuer != self.issuer and (is_named or issuer is not None):
            raise OpenidAnswerError("the answer is another provider's")
        granted = await self._wire.post(
            configuration.token_endpoint, *self._token_request(configuration, attempt, code)
        )
        now = instant(self._clock.wallclock())
        expected = Expected(self.issuer, self._client.client_id, attempt.nonce, now)
        claims = await self._keys.read(_text(granted, "id_token"), configuration.jwks_uri, expected)
        if "email" not in claims and configuration.userinfo_endpoint is not None:
            claims = await self._with_userinfo(configuration.userinfo_endpoint, claims, granted)
        return _identity(self.issuer, claims)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()

    async def _configure(self) -> ProviderConfiguration:
        known = self._configuration
        if known is None or self._clock.now() - self._configured_at > CONFIGURATION_LIFE_S:
            document = await self._wire.get(self.issuer.rstrip("/") + WELL_KNOWN)
            self._configuration = known = read_configuration(document, self.issuer)
            self._configured_at = self._clock.now()
        return known

    def _token_request(
        self, configuration: ProviderConfiguration, attempt: Attempt, code: str
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return form and headers."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        client_id, secret = self._client.client_id, self._client.secret.get_secret_value()
        if not secret:
            return form | {"client_id": client_id}, {}
        if configuration.secret_goes_in_form:
            return form | {"client_id": client_id, "client_secret": secret}, {}
        return form, basic_authorization(client_id, secret)

    async def _with_userinfo(self, endpoint: str, claims: JsonObject, granted: JsonObject) -> JsonObject:
        """Return the claims with those that are told at another endpoint only, of the same person (section 5.3.2)."""
        told = await self._wire.get(endpoint, bearer=_text(granted, "access_token"))
        if told.get("sub") != claims["sub"]:
            raise OpenidAnswerError("the provider tells of somebody else")
        return told | claims


def _text(document: JsonObject, name: str) -> str:
    found = document.get(name)
    if not isinstance(found, str):
        raise OpenidAnswerError(f"the provider's answer has no {name}")
    return found


def _identity(issuer: str, claims: JsonObject) -> ProvenIdentity:
    def text(name: str, most: int) -> str:
        found = claims.get(name)
        return found if isinstance(found, str) and len(found) <= most else ""

    return ProvenIdentity(
        issuer=issuer,
        subject=str(claims["sub"]),
        mail=text("email", _MAIL_MAX),
        mail_verified=claims.get("email_verified") is True,
        called=text("preferred_username", _CALLED_MAX) or text("nickname", _CALLED_MAX) or text("name", _CALLED_MAX),
        authenticated_at=_moment(claims.get("auth_time")),
    )


def _moment(claim: object) -> datetime | None:
    if not isinstance(claim, int | float) or isinstance(claim, bool) or not 0 <= claim < _FAR_FUTURE:
        return None
    return instant(float(claim))
