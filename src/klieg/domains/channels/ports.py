"""What channels need of the world."""

from typing import Protocol

from klieg.domains.channels.rules import StreamKey


class KeyCipher(Protocol):
    """Encrypts stream keys at rest, authenticated, under a secret the database does not hold."""

    def encrypt(self, key: StreamKey) -> str:
        """Return text for the database; two calls give different texts."""
        ...

    def decrypt(self, encrypted: str) -> StreamKey | None:
        """Return the key, or None when it was encrypted under another secret or altered."""
        ...
