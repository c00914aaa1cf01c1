"""Pure decisions about people: names, passwords, mail addresses, credentials, and who may do what."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

from klieg.domains.identity.errors import (
    InvalidMailError,
    MailDomainRefusedError,
    NameCharactersError,
    NameLengthError,
    NameReservedError,
    WeakPasswordError,
)

MAX_TOKEN_CHARACTERS = 200
NAME_MIN, NAME_MAX = 4, 20
PASSWORD_MIN, PASSWORD_MAX = 8, 256
MAIL_MAX = 254
"""RFC 5321 section 4.5.3.1.3, less the angle brackets."""
COLORS = ("blue", "green", "lavender", "purple", "salmon", "turquoise", "yellow")
AVATARS = (
    *("bear", "bird", "bird2", "dog", "dog2", "dog3", "giraffe", "hedgehog"),
    *("hippo", "horse", "ibex", "jellyfish", "sheep", "tiger"),
)
LANGUAGES = ("en", "de")

SESSION_LIFE = timedelta(days=30)
"""From when the person was last seen."""
SESSION_SEEN_EVERY = timedelta(hours=1)
VERIFICATION_LIFE = timedelta(hours=24)
INVITATION_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(hours=1)
MAX_CODE_ATTEMPTS = 8
"""Wrong digits after which a code is none any more: eight tries at a million are a chance of one in 125,000."""
MAX_SESSIONS = 50
MAX_PERSONAL_TOKENS = 20
FORMER_NAME_LIFE = timedelta(days=30)

_FORM = re.compile(r"[A-Za-z0-9_-]{20,200}")
_NAME_FORM = re.compile(r"[A-Za-z0-9_](?:\.?[A-Za-z0-9_])*")
_FILE_LIKE = re.compile(r".*\.(?:css|gif|html?|ico|jpe?g|js|json|map|md|mjs|php|png|svg|txt|webmanifest|webp|xml)")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_MAIL_FORM = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
"""What people have, of what RFC 5321 section 4.1.2 allows: no quoted local part, no address literal."""
_PASSWORD_CLASSES = (
    (str.islower, "a lower-case letter"),
    (str.isupper, "an upper-case letter"),
    (str.isdigit, "a digit"),
    (lambda character: not character.isalnum(), "a symbol"),
)


class Role(StrEnum):
    """What an account may do on the whole site. What it may do on a channel is the channel's to say."""

    VIEWER = "viewer"
    STREAMER = "streamer"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a personal token may do of what its person may."""

    READ = "read"
    CHANNEL = "channel"
    FOLLOW = "follow"
    MODERATE = "moderate"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a mailed code is for."""

    VERIFY = "verify"
    RESET = "reset"
    CHANGE_MAIL = "change_mail"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks.

    Attributes:
        account_id: None for the operator, who has the admin token and no account.
        name: How it is written in the audit log.
        role: Of the account; the operator is an admin.
        scopes: What its token may do; None: all that its role may.
        session_id: The login session it came by.
    """

    account_id: str | None
    name: str
    role: Role
    scopes: frozenset[Scope] | None = None
    session_id: str | None = None

    def may(self, scope: Scope) -> bool:
        """Whether what it shows is good for this."""
        return self.scopes is None or scope in self.scopes

    @property
    def is_admin(self) -> bool:
        """Whether it may change what belongs to others."""
        return self.role is Role.ADMIN and self.may(Scope.ADMIN)


OPERATOR = Principal(account_id=None, name="operator", role=Role.ADMIN)


def name_key(name: str) -> str:
    """Return what names are compared by."""
    return name.lower()


def is_name(text: str) -> bool:
    """Whether somebody may have this name."""
    return NAME_MIN <= len(text) <= NAME_MAX and _NAME_FORM.fullmatch(text) is not None


def is_mail(text: str) -> bool:
    """Whether somebody may have this mail address."""
    return len(text) <= MAIL_MAX and _MAIL_FORM.fullmatch(text) is not None


def is_file_like(text: str) -> bool:
    """Whether a text ends as files of pages do: nobody is named so, as addresses of people and of files are alike."""
    return _FILE_LIKE.fullmatch(text.lower()) is not None


def check_name(name: str, reserved: Collection[str]) -> str:
    """Return the key of a name somebody wants.

    Raises:
        NameLengthError, NameCharactersError, NameReservedError: it cannot be one.
    """
    if not NAME_MIN <= len(name) <= NAME_MAX:
        raise NameLengthError(f"A name has {NAME_MIN} to {NAME_MAX} characters.")
    if not is_name(name):
        raise NameCharactersError
    key = name_key(name)
    if key in reserved or is_file_like(key):
        raise NameReservedError
    return key


def check_password(password: str) -> None:
    """Return when a password is one people may choose.

    Raises:
        WeakPasswordError: the sentence says what is missing.
    """
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise WeakPasswordError(f"A password has {PASSWORD_MIN} to {PASSWORD_MAX} characters.")
    missing = [what for is_of, what in _PASSWORD_CLASSES if not any(map(is_of, password))]
    if missing:
        raise WeakPasswordError(f"The password lacks {' and '.join(missing)}.")


def check_mail(mail: str, domains: Collection[str] = ()) -> str:
    """Return the key of a mail address; with ``domains``, only of exactly those.

    Raises:
        InvalidMailError: it is none.
        MailDomainRefusedError: it is of another domain.
    """
    if not is_mail(mail):
        raise InvalidMailError
    if domains and mail.rpartition("@")[2].lower() not in domains:
        raise MailDomainRefusedError
    return mail.lower()


class Secret:
    """A random text that opens something. Prints masked; the database knows its hash only."""

    __slots__ = ("_value",)
    prefix = ""

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def mint(cls) -> Self:
        """Make a new one of 256 random bits."""
        return cls(cls.prefix + secrets.token_urlsafe(32))

    def reveal(self) -> str:
        """Return it in clear, for its holder only."""
        return self._value

    @property
    def usable(self) -> bool:
        """Whether it is long enough to be a secret and made of characters that a header can carry."""
        return _FORM.fullmatch(self._value) is not None

    def hash(self) -> str:
        """Return the SHA-256 in hex. Of 256 random bits, so no salt or slow hash is needed."""
        return hashlib.sha256(self._value.encode("utf-8", "surrogatepass")).hexdigest()

    def matches(self, secret_hash: str) -> bool:
        """Compare in constant time with a stored hash."""
        return hmac.compare_digest(self.hash(), secret_hash)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class AdminToken(Secret):
    """The operator's."""


class SessionSecret(Secret):
    """What the cookie of a login session holds."""

    prefix = "ks_"


class PersonalTokenSecret(Secret):
    """What a person's own program shows."""

    prefix = "kp_"


class LinkCode(Secret):
    """The code in a mailed link."""

    prefix = ""


class Digits(Secret):
    """Six digits to type. Few, so they count only together with a name and for a handful of tries."""

    @classmethod
    def mint(cls) -> Self:
        """Make new ones."""
        return cls(f"{secrets.randbelow(1_000_000):06}")


def random_look() -> tuple[str, str]:
    """Return a colour and an avatar for somebody new."""
    return secrets.choice(COLORS), secrets.choice(AVATARS)


def derived_look(name: str) -> tuple[str, str]:
    """Return the colour and avatar of a channel that belongs to nobody: always the same for a name."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])
    return COLORS[number % len(COLORS)], AVATARS[number // len(COLORS) % len(AVATARS)]
