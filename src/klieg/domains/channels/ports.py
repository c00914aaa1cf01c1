"""What channels need of the world."""

from typing import Protocol

from klieg.domains.channels.rules import Credential


class KeyCipher(Protocol):
    """Encrypts credentials of encoders at rest, authenticated, under a secret the database does not hold."""

    def encrypt(self, credential: Credential) -> str:
        """Return text for the database; two calls give different texts."""
        ...

    def decrypt(self, encrypted: str) -> str | None:
        """Return the credential in clear, or None when it was encrypted under another secret or altered."""
        ...
