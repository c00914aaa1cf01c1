"""Pure decisions about sign-ins by an OpenID provider: what is begun, what fits it, and what may follow."""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from klieg.domains.openid.errors import OpenidProofError

ATTEMPT_LIFE = timedelta(minutes=10)
"""For how long somebody may be at the provider."""
ARRIVAL_LIFE = timedelta(minutes=20)
"""For how long somebody may think of a name."""
PROOF_LIFE = timedelta(minutes=10)
"""For how long what was shown at the provider stands for a password."""
CLOCK_SKEW = timedelta(minutes=1)
"""By how much the provider's clock may be off."""
NEXT_MAX = 500
SUBJECT_MAX, ISSUER_MAX = 255, 255
"""OpenID Connect Core section 2: a subject has at most 255 ASCII characters."""

_NAME_MIN, _NAME_MAX = 4, 20
_NOT_OF_A_NAME = re.compile(r"[^A-Za-z0-9_]+")


class Intent(StrEnum):
    """What somebody went to the provider for."""

    SIGN_IN = "sign_in"
    CONNECT = "connect"
    PROVE = "prove"


class _Carried(BaseModel):
    """What a browser carries for us, sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Attempt(_Carried):
    """A sign-in that was begun in one browser.

    Attributes:
        state: What the provider sends back with the answer (RFC 6749 section 10.12).
        nonce: What the ID token repeats (Core section 3.1.2.1).
        verifier: What the code is bound to (RFC 7636).
        redirect_uri: Where the answer goes.
        next: Path to go on to.
        invite: Code of an invitation to sign up.
        account_id: Who connects, or proves who they are.
    """

    intent: Intent
    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    begun_at: AwareDatetime
    next: str = "/"
    invite: str = ""
    account_id: str | None = None

    @property
    def challenge(self) -> str:
        """What the code is bound to, in the form S256 (RFC 7636 section 4.2)."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")

    def fits(self, state: str, now: datetime) -> bool:
        """Whether an answer with this state ends it in time."""
        same = hmac.compare_digest(self.state.encode(), state.encode("utf-8", "surrogatepass"))
        return same and self.begun_at <= now <= self.begun_at + ATTEMPT_LIFE


class ProvenIdentity(_Carried):
    """Who somebody is, by a provider's word that was checked.

    Attributes:
        issuer: The provider.
        subject: Whom it means, for ever.
        mail: Their address, empty when the provider names none.
        mail_verified: Whether the provider says that it is theirs.
        called: What they are called there.
        authenticated_at: When they signed in there, if it says so.
    """

    issuer: str
    subject: str
    mail: str = ""
    mail_verified: bool = False
    called: str = ""
    authenticated_at: AwareDatetime | None = None


class Arrival(_Carried):
    """Somebody new, who has yet to choose a name or to show that an account is theirs."""

    person: ProvenIdentity
    next: str
    invite: str
    came_at: AwareDatetime

    def is_good(self, now: datetime) -> bool:
        """Whether they came lately."""
        return self.came_at <= now <= self.came_at + ARRIVAL_LIFE


def begin_attempt(
    intent: Intent,
    redirect_uri: str,
    now: datetime,
    *,
    next_path: str = "/",
    invite: str = "",
    account_id: str | None = None,
) -> Attempt:
    """Return a new attempt with secrets of 256 random bits each."""
    return Attempt(
        intent=intent,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(32),
        redirect_uri=redirect_uri,
        begun_at=now,
        next=local_path(next_path),
        invite=invite,
        account_id=account_id,
    )


def local_path(text: str) -> str:
    """Return a path of this site with its query; ``/`` for whatever a browser could take for another site's address."""
    ours = re.match(r"/(?![/\\])", text) and not re.search(r"[\\\x00-\x20\x7f]", text) and text.isascii()
    return text if ours and len(text) <= NEXT_MAX else "/"


def is_fresh(person: ProvenIdentity, attempt: Attempt) -> bool:
    """Whether the person signed in at the provider because they were asked to (Core section 3.1.2.1, ``max_age``)."""
    at = person.authenticated_at
    return at is not None and at >= attempt.begun_at - CLOCK_SKEW


def require_proof(proved_at: datetime | None, now: datetime) -> None:
    """Return when what was shown at the provider still stands for a password.

    Raises:
        OpenidProofError: it was shown too long ago, or never.
    """
    if proved_at is None or not proved_at <= now <= proved_at + PROOF_LIFE:
        raise OpenidProofError


def suggest_name(person: ProvenIdentity) -> str:
    """Return a name in the form of ours, made of what the provider calls somebody; empty when nothing can be made."""
    for text in (person.called, person.mail.partition("@")[0]):
        name = _NOT_OF_A_NAME.sub("_", text).strip("_")[:_NAME_MAX]
        if len(name) >= _NAME_MIN:
            return name
    return ""
