"""An OpenID provider of a few lines that lies as a test wants it to, and says of itself what a test wants."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

ISSUER = "https://id.example.org"
CLIENT_ID, CLIENT_SECRET = "klieg & co", "a secret: 1"
NOW = 1_800_000_000


@cache
def rsa_key(kid: str) -> RSAKey:
    """Return a key, the same for a name: making one takes a while."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


class ManualClock:
    """Time stands still until a test moves it."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def now(self) -> float:
        return 1000.0 + self.passed_s

    def wallclock(self) -> float:
        return NOW + self.passed_s


@dataclass
class ForgingProvider:
    """What it serves; ``requests`` are those that came, ``claims`` are put over those of an honest token."""

    key: RSAKey | ECKey = field(default_factory=lambda: rsa_key("one"))
    algorithm: str = "RS256"
    published: KeySet | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    configuration: dict[str, Any] = field(default_factory=dict)
    token_answer: httpx.Response | None = None
    userinfo: dict[str, Any] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    @property
    def form(self) -> dict[str, str]:
        """Return the fields of the token request that came last."""
        asked = next(request for request in reversed(self.requests) if request.url.path == "/token")
        return {name: values[0] for name, values in parse_qs(asked.content.decode()).items()}

    def count(self, path: str) -> int:
        """Return how many requests came for a path."""
        return sum(request.url.path == path for request in self.requests)

    def id_token(self) -> str:
        """Return a token: honest but for ``claims``; a claim that is None is left out."""
        honest = {
            "iss": ISSUER,
            "sub": "person-1",
            "aud": CLIENT_ID,
            "iat": NOW,
            "exp": NOW + 300,
            "nonce": "a-nonce",
            "email": "ada@example.org",
            "email_verified": True,
        }
        claims = {name: value for name, value in (honest | self.claims).items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx.Response(200, json=self._document())
            case "/keys":
                published = self.published or KeySet([self.key])
                return httpx.Response(200, json=published.as_dict(private=False))
            case "/token":
                granted = {"access_token": "an-access-token", "token_type": "Bearer"}
                return self.token_answer or httpx.Response(200, json=granted | {"id_token": self.id_token()})
            case "/me":
                return httpx.Response(200, content=json.dumps(self.userinfo))
            case _:
                return httpx.Response(404)

    def _document(self) -> dict[str, Any]:
        ours = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "userinfo_endpoint": f"{ISSUER}/me",
        }
        return {name: value for name, value in (ours | self.configuration).items() if value is not None}
