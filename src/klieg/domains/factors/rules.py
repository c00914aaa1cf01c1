"""Pure decisions about factors: codes, what is asked, and for which site."""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

import pyotp

from klieg.domains.identity import Secret

CHALLENGE_LIFE = timedelta(minutes=5)
ENROLMENT_LIFE = timedelta(minutes=15)
"""For how long a new authenticator app may wait for its first code."""
MAX_ATTEMPTS = 5
"""Wrong answers to one challenge."""
MAX_PASSKEYS = 10
RECOVERY_CODES = 10
STEP_S = 30
"""RFC 6238 section 5.2."""
_STEPS_ASIDE = (0, -1, 1)
"""One step of delay either way, as section 6 advises."""
_TOTP_FORM = re.compile(r"[0-9]{6}")
_RECOVERY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_RECOVERY_GROUPS, _RECOVERY_GROUP = 4, 4
_NOT_A_LETTER = re.compile(r"[^a-z0-9]")


class Factor(StrEnum):
    """What somebody can show."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


class ChallengePurpose(StrEnum):
    """What an answer to a challenge does."""

    SECOND_STEP = "second_step"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    PASSKEY_ENROLMENT = "passkey_enrolment"


class ChallengeSecret(Secret):
    """What who is asked sends back with the answer."""

    prefix = "kc_"

    def webauthn_challenge(self) -> bytes:
        """Return what an authenticator signs: as random as the secret, and fit to be seen (WebAuthn 13.4.3)."""
        return bytes.fromhex(self.hash())


class TotpSecret:
    """What an authenticator app and we make codes of. Prints masked."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def mint(cls) -> "TotpSecret":
        """Make a new one of 160 random bits (RFC 4226 section 4, R6)."""
        return cls(pyotp.random_base32(32))

    def reveal(self) -> str:
        """Return it in base 32: for its owner's app and for encryption only."""
        return self._value

    def uri(self, name: str, site: str) -> str:
        """Return what a QR code says to an app."""
        return pyotp.TOTP(self._value, interval=STEP_S).provisioning_uri(name=name, issuer_name=site)

    def step_of(self, text: str, now: datetime, *, after: int | None) -> int | None:
        """Return the time step whose code this is; None when it is none of now, or not newer than ``after``.

        A code is accepted once (RFC 6238 section 5.2): who accepts it remembers the step.
        """
        typed = re.sub(r"\s", "", text)
        if _TOTP_FORM.fullmatch(typed) is None:
            return None
        totp = pyotp.TOTP(self._value, interval=STEP_S)
        present = int(now.timestamp()) // STEP_S
        found = None
        for step in (present + aside for aside in _STEPS_ASIDE):
            is_newer = after is None or step > after
            if hmac.compare_digest(totp.generate_otp(step), typed) and is_newer and found is None:
                found = step
        return found

    def __repr__(self) -> str:
        return "TotpSecret(***)"


def mint_recovery_codes() -> list[str]:
    """Return new codes of 79 random bits each, in groups that are easy to copy."""
    return ["-".join(_letters() for _ in range(_RECOVERY_GROUPS)) for _ in range(RECOVERY_CODES)]


def _letters() -> str:
    return "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_GROUP))


def recovery_hash(text: str) -> str:
    """Return what a recovery code is known by, however it is typed. Random enough to need no salt or slow hash."""
    return hashlib.sha256(_NOT_A_LETTER.sub("", text.lower()).encode()).hexdigest()


def password_mark(password_hash: str) -> str:
    """Return what tells one stored password from the next."""
    return hashlib.sha256(password_hash.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The site as authenticators know it (WebAuthn section 4).

    Attributes:
        id: Its domain.
        origin: Scheme, host and port of its pages.
    """

    id: str
    origin: str


def relying_party(page: str, *, is_public: bool) -> RelyingParty | None:
    """Return the site whose pages have this origin; None where browsers offer no passkeys or we cannot know the site.

    Args:
        page: Origin of the pages, e.g. ``https://live.example.org``.
        is_public: Whether an operator said so, rather than a request.
    """
    parts = urlsplit(page)
    host = (parts.hostname or "").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return RelyingParty(host, page)
    if not is_public or parts.scheme != "https" or not host or _is_address(host):
        return None
    return RelyingParty(host, page)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def factors_to_ask(*, totp: bool, passkeys: bool, recovery: bool) -> Sequence[Factor]:
    """Return what a second step may be answered with, what is quickest first; none: there is no second step."""
    if not totp and not passkeys:
        return ()
    held = ((Factor.PASSKEY, passkeys), (Factor.TOTP, totp), (Factor.RECOVERY, recovery))
    return [factor for factor, has in held if has]
