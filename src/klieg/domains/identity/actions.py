"""Verbs of identity."""

from datetime import datetime

from klieg.domains.identity.models import AdminCredential
from klieg.domains.identity.rules import AdminToken
from klieg.domains.work import Work


async def adopt_admin_token(work: Work, admin_token: AdminToken, *, replace: bool, now: datetime) -> bool:
    """Make ``admin_token`` the admin's. Without ``replace`` an admin that exists stays.

    Returns:
        Whether ``admin_token`` is the admin's token afterwards.
    """
    credential = await work.session.get(AdminCredential, 1, with_for_update=True)
    if credential is None:
        work.session.add(AdminCredential(id=1, token_hash=admin_token.hash(), created_at=now))
        return True
    if replace:
        credential.token_hash = admin_token.hash()
        credential.created_at = now
        return True
    return admin_token.matches(credential.token_hash)
