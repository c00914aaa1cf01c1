"""The provider's public keys, fetched when they are needed and fetched again when they change."""

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from klieg.adapters.oidc.id_token import Expected, UnknownKeyError, read_id_token
from klieg.adapters.oidc.wire import JsonObject, ProviderWire
from klieg.domains.openid import OpenidAnswerError
from klieg.kernel.clock import Clock

KEYS_LIFE_S = 3600.0
REFETCH_AFTER_S = 15.0
"""Least time between two fetches for keys that tokens name and we lack: who sends nonsense makes no storm."""


class KeyRing:
    """Keys of one provider, kept for ``KEYS_LIFE_S``."""

    def __init__(self, wire: ProviderWire, clock: Clock) -> None:
        self._wire, self._clock = wire, clock
        self._keys: KeySet | None = None
        self._fetched_at = 0.0

    async def read(self, text: str, jwks_uri: str, expected: Expected) -> JsonObject:
        """Return the claims of an ID token; raises as ``read_id_token`` does, and UnavailableError.

        A key that is not known may be a new one: then the keys are fetched once more.
        """
        fetched_now = self._keys is None or self._age_s > KEYS_LIFE_S
        keys = await self._fetch(jwks_uri) if self._keys is None or fetched_now else self._keys
        try:
            return read_id_token(text, keys, expected)
        except UnknownKeyError:
            if fetched_now or self._age_s < REFETCH_AFTER_S:
                raise OpenidAnswerError("the ID token is signed by a key the provider does not publish") from None
        try:
            return read_id_token(text, await self._fetch(jwks_uri), expected)
        except UnknownKeyError:
            raise OpenidAnswerError("the ID token is signed by a key the provider does not publish") from None

    @property
    def _age_s(self) -> float:
        return self._clock.now() - self._fetched_at

    async def _fetch(self, jwks_uri: str) -> KeySet:
        document = await self._wire.get(jwks_uri)
        try:
            self._keys = KeySet.import_key_set({"keys": document["keys"]})  # type: ignore[typeddict-item]
        except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OpenidAnswerError("the provider's keys cannot be read") from error
        self._fetched_at = self._clock.now()
        return self._keys
