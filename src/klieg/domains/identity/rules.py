"""Pure decisions about credentials."""

import hashlib
import hmac
import re

MAX_TOKEN_CHARACTERS = 200
_FORM = re.compile(r"[A-Za-z0-9_-]{20,200}")


class AdminToken:
    """The admin's secret. Prints masked; only its hash is ever stored by Klieg outside the operator's file."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @property
    def usable(self) -> bool:
        """Whether it is long enough to be a secret and made of characters that a header can carry."""
        return _FORM.fullmatch(self._value) is not None

    def hash(self) -> str:
        """Return the SHA-256 in hex. The token is 256 random bits, so no salt or slow hash is needed."""
        return hashlib.sha256(self._value.encode("utf-8", "surrogatepass")).hexdigest()

    def matches(self, token_hash: str) -> bool:
        """Compare in constant time with a stored hash."""
        return hmac.compare_digest(self.hash(), token_hash)

    def __repr__(self) -> str:
        return "AdminToken(***)"
