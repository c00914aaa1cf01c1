"""Stream keys at rest: Fernet (AES-128-CBC with HMAC-SHA-256) under a key derived from the installation's secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from klieg.domains.channels import KeyCipher, StreamKey

_PURPOSE = b"klieg stream keys at rest, 1"


class FernetKeyCipher(KeyCipher):
    """Encrypts under a key derived from ``secret`` (any text of high entropy)."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def encrypt(self, key: StreamKey) -> str:
        """Return the key encrypted."""
        return self._fernet.encrypt(key.reveal().encode("ascii")).decode("ascii")

    def decrypt(self, encrypted: str) -> StreamKey | None:
        """Return the key in clear, or None when it was made under another secret or altered."""
        try:
            return StreamKey(self._fernet.decrypt(encrypted.encode()).decode("ascii"))
        except InvalidToken:
            return None
