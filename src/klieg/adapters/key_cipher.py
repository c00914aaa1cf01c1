"""Encoders' credentials at rest: Fernet (AES-128-CBC, HMAC-SHA-256), keyed by the installation's secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from klieg.domains.channels import Credential, KeyCipher

_PURPOSE = b"klieg stream keys at rest, 1"


def derived_fernet(secret: str, purpose: bytes) -> Fernet:
    """Return what encrypts for one purpose alone under the installation's secret (RFC 5869)."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


class FernetKeyCipher(KeyCipher):
    """Encrypts under a key derived from ``secret`` (any text of high entropy)."""

    def __init__(self, secret: str) -> None:
        self._fernet = derived_fernet(secret, _PURPOSE)

    def encrypt(self, credential: Credential) -> str:
        """Return the credential encrypted."""
        return self._fernet.encrypt(credential.reveal().encode("ascii")).decode("ascii")

    def decrypt(self, encrypted: str) -> str | None:
        """Return the credential in clear, or None when it was made under another secret or altered."""
        try:
            return self._fernet.decrypt(encrypted.encode()).decode("ascii")
        except InvalidToken:
            return None
