"""Pure decisions about channels: what may be a name, what is a stream key."""

import hashlib
import hmac
import re
import secrets
from typing import Self

from klieg.domains.channels.errors import MalformedStreamKeyError

NAME_MIN = 3
NAME_MAX = 30
NAME_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
TITLE_MAX = 140
TITLE_PATTERN = r"^[^\x00-\x1f\x7f]+$"

_RESERVED = """
about account admin api app apple-touch-icon archive assets auth browse build channel channels chat control dashboard
debug directory docs favicon feed health healthz help hls home index internal ivs live login logout manifest media
metrics moderation new node openapi path player realtime register robots search security settings setup shop signup
sitemap stage stages static status stream streams studio support test-card user users watch webhooks well-known whep
whip www
"""
RESERVED_NAMES = frozenset(_RESERVED.split())
"""First path segments that belong to the app, the API or a later capability."""

_KEY_RANDOM_BYTES = 20
_KEY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_KEY_FORM = re.compile(r"sk_[a-z2-7]{32}")
_NAME_FORM = re.compile(NAME_PATTERN.removeprefix("^").removesuffix("$"))


def is_channel_name(text: str) -> bool:
    """Whether a channel could have this name: a lower-case slug of 3 to 30 characters."""
    return NAME_MIN <= len(text) <= NAME_MAX and _NAME_FORM.fullmatch(text) is not None


class StreamKey:
    """The credential of an encoder: ``sk_`` and 160 random bits in base 32. Prints masked; ``reveal`` is explicit."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Take a key's text.

        Raises:
            MalformedStreamKeyError: it has not the form of a key.
        """
        if _KEY_FORM.fullmatch(value) is None:
            raise MalformedStreamKeyError
        self._value = value

    @classmethod
    def mint(cls) -> Self:
        """Make a new random key."""
        bits = int.from_bytes(secrets.token_bytes(_KEY_RANDOM_BYTES))
        return cls("sk_" + "".join(_KEY_LETTERS[(bits >> (5 * i)) & 31] for i in range(32)))

    def reveal(self) -> str:
        """Return the key in clear: for its owner's eyes and for encryption only."""
        return self._value

    def lookup_hash(self) -> str:
        """Return the SHA-256 in hex under which its channel is found. 160 random bits need no salt."""
        return hashlib.sha256(self._value.encode("ascii")).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StreamKey):
            return NotImplemented
        return hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "sk_***"

    __str__ = __repr__
