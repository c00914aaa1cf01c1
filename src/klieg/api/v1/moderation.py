"""Who may not watch a channel: its owner says so, or a moderator whom they appointed."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Response

from klieg.api.auth import ModeratorOnly, ModeratorReads, ModeratorToo, OwnerOnly, Reader
from klieg.api.control import Controlled
from klieg.api.people.moderating import BanPage, ModeratedList, Moderating, ModeratorList
from klieg.api.problem import problems
from klieg.api.v1.asking import From
from klieg.domains.identity import Principal
from klieg.domains.moderation import BanViewer

router = APIRouter(prefix="/api/v1", tags=["channels"])


def _moderating(control: Controlled, asker: From) -> Moderating:
    return Moderating(control.people, asker)


_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_CHANGE = (401, 403, 404, 422, 429, 503)
type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]
type AccountName = Annotated[str, Path(description="The account's name, in any case", max_length=100)]
type Verbs = Annotated[Moderating, Depends(_moderating)]
type Moderator = Annotated[Principal, ModeratorOnly]
type Owner = Annotated[Principal, OwnerOnly]


@router.get("/moderating", responses=problems(401, 403, 422, 503))
async def list_moderated_channels(
    principal: Reader,
    moderating: Verbs,
    response: Response,
    about: Annotated[
        str | None, Query(description="Name of an account: from which of them is it banned?", max_length=100)
    ] = None,
) -> ModeratedList:
    """List the channels whose bans one may make: the own one first."""
    response.headers.update(_PRIVATE)
    return await moderating.list_moderated(principal, about)


@router.delete("/moderating/{name}", status_code=204, responses=problems(*_CHANGE))
async def resign_as_moderator(name: Name, principal: ModeratorToo, moderating: Verbs) -> None:
    """Moderate a channel no longer, of one's own accord."""
    await moderating.resign(name, principal)


@router.get("/channels/{name}/bans", dependencies=[ModeratorReads], responses=problems(401, 403, 404, 422, 503))
async def list_bans(
    name: Name,
    moderating: Verbs,
    response: Response,
    after: Annotated[str, Query(description="Only names after this one, in lower case", max_length=30)] = "",
    limit: Annotated[int, Query(description="How many at most", ge=1, le=200)] = 50,
) -> BanPage:
    """List who may not watch, in order of name."""
    response.headers.update(_PRIVATE)
    return await moderating.list_bans(name, after=after, limit=limit)


@router.put("/channels/{name}/bans/{account}", status_code=204, responses=problems(400, 409, 413, *_CHANGE))
async def ban_viewer(
    name: Name,
    account: AccountName,
    moderating: Verbs,
    principal: Moderator,
    wanted: Annotated[BanViewer | None, Body()] = None,
) -> None:
    """Let an account watch no more: what it watches ends within seconds. Again: only the reason changes."""
    await moderating.ban(name, account, wanted.reason if wanted else None, principal)


@router.delete("/channels/{name}/bans/{account}", status_code=204, responses=problems(*_CHANGE))
async def unban_viewer(name: Name, account: AccountName, moderating: Verbs, principal: Moderator) -> None:
    """Let an account watch again; nothing changes when it may."""
    await moderating.unban(name, account, principal)


@router.get("/channels/{name}/moderators", dependencies=[ModeratorReads], responses=problems(401, 403, 404, 422, 503))
async def list_moderators(name: Name, moderating: Verbs, response: Response) -> ModeratorList:
    """List who may ban besides the owner, in order of name."""
    response.headers.update(_PRIVATE)
    return await moderating.list_moderators(name)


@router.put("/channels/{name}/moderators/{account}", status_code=204, responses=problems(409, *_CHANGE))
async def appoint_moderator(name: Name, account: AccountName, moderating: Verbs, principal: Owner) -> None:
    """Let an account ban and unban on this channel. Once is as good as twice."""
    await moderating.appoint(name, account, principal)


@router.delete("/channels/{name}/moderators/{account}", status_code=204, responses=problems(*_CHANGE))
async def dismiss_moderator(name: Name, account: AccountName, moderating: Verbs, principal: Owner) -> None:
    """Let an account moderate no longer. The bans it made stay."""
    await moderating.dismiss(name, account, principal)
