"""Who somebody is at the site's OpenID provider, and whose account that opens."""

from klieg.domains.openid.models import ExternalIdentity

__all__ = ["ExternalIdentity"]
