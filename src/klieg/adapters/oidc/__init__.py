"""The OpenID provider over HTTP, and what seals that which browsers carry meanwhile."""

from klieg.adapters.oidc.provider import HttpOpenidProvider, ProviderClient
from klieg.adapters.oidc.sealer import FernetSealer

__all__ = ["FernetSealer", "HttpOpenidProvider", "ProviderClient"]
