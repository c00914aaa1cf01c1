"""What admins do."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from klieg.api.auth import AdminOnly
from klieg.api.control import Controlled, addresses_of
from klieg.api.people.oversight import InvitationPage, OnAirPage, OverseenChannelPage, OverviewView
from klieg.api.people.views import AccountPage, AuditPage, InvitationView, ListedAccountView
from klieg.api.problem import problems
from klieg.api.v1.asking import Administrator, Overseer
from klieg.domains.identity import AdministerAccount, Invite

router = APIRouter(prefix="/api/v1/admin", tags=["administration"], dependencies=[AdminOnly])

_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no such character."""
type Name = Annotated[str, Path(description="The account's name, in any case", max_length=100)]
type Before = Annotated[
    str | None, Query(description="`next_before` of the page before", max_length=40, pattern="^[a-z0-9_]+$")
]
type Limit = Annotated[int, Query(description="How many at most", ge=1, le=200)]


@router.get("/accounts", responses=problems(401, 403, 422, 503))
async def list_accounts(
    administrator: Administrator,
    response: Response,
    after: Annotated[str, Query(description="Only names after this one", max_length=20, pattern=_NO_NUL)] = "",
    search: Annotated[str, Query(description="Part of a name or a mail address", max_length=100, pattern=_NO_NUL)] = "",
    limit: Limit = 50,
) -> AccountPage:
    """List accounts in order of name."""
    response.headers.update(_PRIVATE)
    return await administrator.list_accounts(after=after, search=search, limit=limit)


@router.patch("/accounts/{name}", responses=problems(400, 401, 403, 404, 409, 413, 422, 429, 503))
async def administer_account(
    name: Name, change: AdministerAccount, administrator: Administrator, response: Response
) -> ListedAccountView:
    """Change an account's role, suspend it, or let it in again."""
    response.headers.update(_PRIVATE)
    return await administrator.administer(name, change)


@router.delete("/accounts/{name}", status_code=204, responses=problems(401, 403, 404, 422, 429, 503))
async def delete_account(name: Name, administrator: Administrator) -> None:
    """Delete an account and everything that belongs to it. What is on the air ends."""
    await administrator.delete_account(name)


@router.post("/invitations", status_code=201, responses=problems(400, 401, 403, 413, 422, 429, 503))
async def invite(
    wanted: Invite, administrator: Administrator, control: Controlled, request: Request, response: Response
) -> InvitationView:
    """Make a link that lets one person sign up within a week; with a mail address, write to it."""
    response.headers.update(_PRIVATE)
    page = control.settings.public_url or addresses_of(request).page
    return await administrator.invite(wanted, page)


@router.get("/invitations", responses=problems(401, 403, 422, 503))
async def list_invitations(
    overseer: Overseer, response: Response, before: Before = None, limit: Limit = 50
) -> InvitationPage:
    """List the invitations nobody has used yet, newest first."""
    response.headers.update(_PRIVATE)
    return await overseer.list_invitations(before=before, limit=limit)


@router.delete("/invitations/{invitation_id}", status_code=204, responses=problems(401, 403, 404, 422, 429, 503))
async def withdraw_invitation(
    invitation_id: Annotated[str, Path(description="As listed", max_length=40, pattern="^[a-z0-9_]+$")],
    administrator: Administrator,
) -> None:
    """Make an invitation good for nobody."""
    await administrator.withdraw_invitation(invitation_id)


@router.get("/overview", responses=problems(401, 403, 503))
async def show_overview(overseer: Overseer, response: Response) -> OverviewView:
    """Say how much there is of everything."""
    response.headers.update(_PRIVATE)
    return await overseer.show_overview()


@router.get("/channels", responses=problems(401, 403, 422, 503))
async def list_channels(
    overseer: Overseer,
    response: Response,
    after: Annotated[str, Query(description="Only names after this one", max_length=30, pattern=_NO_NUL)] = "",
    search: Annotated[str, Query(description="Part of a name or a title", max_length=100, pattern=_NO_NUL)] = "",
    limit: Limit = 50,
) -> OverseenChannelPage:
    """List channels in order of name, the operator's among them."""
    response.headers.update(_PRIVATE)
    return await overseer.list_channels(after=after, search=search, limit=limit)


@router.get("/live", responses=problems(401, 403, 422, 503))
async def list_on_air(overseer: Overseer, response: Response, before: Before = None, limit: Limit = 50) -> OnAirPage:
    """List what is on the air or about to be, newest first."""
    response.headers.update(_PRIVATE)
    return await overseer.list_on_air(before=before, limit=limit)


@router.get("/audit", responses=problems(401, 403, 422, 503))
async def list_deeds(
    administrator: Administrator,
    response: Response,
    before: Annotated[int | None, Query(description="Only entries older than this one", ge=1)] = None,
    about: Annotated[str, Query(description="Only of this account or channel", max_length=40, pattern=_NO_NUL)] = "",
    limit: Limit = 50,
) -> AuditPage:
    """List who did what, newest first."""
    response.headers.update(_PRIVATE)
    return await administrator.list_deeds(before=before, about=about, limit=limit)
