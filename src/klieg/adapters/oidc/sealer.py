"""What browsers carry for us while somebody signs in by a provider: Fernet, keyed by the installation's secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from klieg.domains.openid import Sealer

_PURPOSE = b"klieg openid sign-ins under way, 1"


class FernetSealer(Sealer):
    """Seals under a key derived from ``secret`` (any text of high entropy), for this purpose alone."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, text: str) -> str:
        """Return it closed, in base 64."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def unseal(self, sealed: str) -> str | None:
        """Return it in clear; None when it is not of ours."""
        try:
            return self._fernet.decrypt(sealed.encode("utf-8", "surrogatepass")).decode()
        except InvalidToken:
            return None
