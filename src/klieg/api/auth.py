"""Who asks: the admin by a bearer token, a node by the internal secret. Nothing else is known yet."""

import hmac
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from klieg.api.control import Controlled
from klieg.domains.identity import NotAuthorisedError, require_admin

_admin_scheme = HTTPBearer(
    scheme_name="admin", description="The token in the file `admin-token` of the data folder.", auto_error=False
)
_node_scheme = HTTPBearer(scheme_name="node", description="The internal secret.", auto_error=False)

type AdminCredentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_admin_scheme)]
type NodeCredentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_node_scheme)]


async def admin_only(control: Controlled, credentials: AdminCredentials) -> None:
    """Refuse everybody but the admin (NotAuthorisedError)."""
    async with control.database.read() as reading:
        await require_admin(reading, credentials.credentials if credentials else None)


async def admin_or_anybody(control: Controlled, credentials: AdminCredentials) -> bool:
    """Return whether the admin asks. A token that is wrong is refused rather than ignored (NotAuthorisedError)."""
    if credentials is None:
        return False
    await admin_only(control, credentials)
    return True


async def node_only(control: Controlled, credentials: NodeCredentials) -> None:
    """Refuse everybody without the internal secret (NotAuthorisedError)."""
    given = credentials.credentials if credentials else ""
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), control.internal_secret.encode()):
        raise NotAuthorisedError("This needs the internal secret that control and nodes share.")


AdminOnly = Depends(admin_only)
NodeOnly = Depends(node_only)
type IsAdmin = Annotated[bool, Depends(admin_or_anybody)]
