"""Who may change things. Owns the one bootstrap admin and its token; accounts are not here yet.

The token itself lives in a file of the operator's; the database knows its hash only.
"""

from klieg.domains.identity.actions import adopt_admin_token
from klieg.domains.identity.errors import NotAuthorisedError
from klieg.domains.identity.queries import has_admin, require_admin
from klieg.domains.identity.rules import AdminToken

__all__ = ["AdminToken", "NotAuthorisedError", "adopt_admin_token", "has_admin", "require_admin"]
