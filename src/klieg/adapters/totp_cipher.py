"""Secrets of authenticator apps at rest, encrypted as stream keys are and under a key of their own."""

from cryptography.fernet import InvalidToken

from klieg.adapters.key_cipher import derived_fernet
from klieg.domains.factors import TotpCipher, TotpSecret

_PURPOSE = b"klieg authenticator apps at rest, 1"


class FernetTotpCipher(TotpCipher):
    """Encrypts under a key derived from ``secret`` (any text of high entropy)."""

    def __init__(self, secret: str) -> None:
        self._fernet = derived_fernet(secret, _PURPOSE)

    def encrypt(self, secret: TotpSecret) -> str:
        """Return the secret encrypted."""
        return self._fernet.encrypt(secret.reveal().encode("ascii")).decode("ascii")

    def decrypt(self, encrypted: str) -> TotpSecret | None:
        """Return the secret, or None when it was encrypted under another secret or altered."""
        try:
            return TotpSecret(self._fernet.decrypt(encrypted.encode()).decode("ascii"))
        except InvalidToken:
            return None
