"""Verbs of identity."""

from datetime import datetime

from sqlalchemy import bindparam, text

from klieg.domains.identity.models import AdminCredential
from klieg.domains.identity.rules import AdminToken
from klieg.domains.work import Instant, Work


async def adopt_admin_token(work: Work, admin_token: AdminToken, *, replace: bool, now: datetime) -> bool:
    """Make ``admin_token`` the admin's. Without ``replace`` an admin that exists stays.

    Returns:
        Whether ``admin_token`` is the admin's token afterwards.
    """
    first = text(
        "INSERT INTO admin_credentials (id, token_hash, created_at) VALUES (1, :hash, :now) ON CONFLICT DO NOTHING"
    )
    await work.session.execute(  # of two controls at their first start one is the first; the other finds its row
        first.bindparams(bindparam("hash", admin_token.hash()), bindparam("now", now, Instant))
    )
    credential = await work.session.get_one(AdminCredential, 1, with_for_update=True)
    if replace:
        credential.token_hash = admin_token.hash()
        credential.created_at = now
    return admin_token.matches(credential.token_hash)
