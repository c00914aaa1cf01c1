"""Watching a channel: anybody asks how; its owner says who may not."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Response

from klieg.api.addresses import Addresses
from klieg.api.auth import NOBODY_TOO, Anybody, MaybePrincipal, OwnerOnly, OwnerReads
from klieg.api.control import Controlled, addresses_of
from klieg.api.people.watching import BanPage, PlaybackView, Watching
from klieg.api.problem import problems
from klieg.domains.identity import Principal
from klieg.domains.moderation import BanViewer

router = APIRouter(prefix="/api/v1/channels", tags=["channels"])


def _watching(control: Controlled) -> Watching:
    return control.watching


type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]
type AccountName = Annotated[str, Path(description="The account's name, in any case", max_length=100)]
type Verbs = Annotated[Watching, Depends(_watching)]
type Seen = Annotated[Addresses, Depends(addresses_of)]
type Owner = Annotated[Principal, OwnerOnly]


@router.get(
    "/{name}/playback",
    dependencies=[Anybody],
    responses=problems(401, 403, 404, 422, 503),
    openapi_extra=NOBODY_TOO,
)
async def show_playback(
    name: Name, watching: Verbs, addresses: Seen, principal: MaybePrincipal, response: Response
) -> PlaybackView:
    """Return where and with which token who asks watches; 403 `banned` for who may not."""
    response.headers.update(_PRIVATE)
    return await watching.admit(name, principal, addresses)


@router.get("/{name}/bans", dependencies=[OwnerReads], responses=problems(401, 403, 404, 422, 503))
async def list_bans(
    name: Name,
    watching: Verbs,
    response: Response,
    after: Annotated[str, Query(description="Only names after this one, in lower case", max_length=30)] = "",
    limit: Annotated[int, Query(description="How many at most", ge=1, le=200)] = 50,
) -> BanPage:
    """List who may not watch, in order of name."""
    response.headers.update(_PRIVATE)
    return await watching.list_bans(name, after=after, limit=limit)


@router.put("/{name}/bans/{account}", status_code=204, responses=problems(400, 401, 403, 404, 409, 413, 422, 429, 503))
async def ban_viewer(
    name: Name,
    account: AccountName,
    watching: Verbs,
    principal: Owner,
    wanted: Annotated[BanViewer | None, Body()] = None,
) -> None:
    """Let an account watch no more: what it watches ends within seconds. Again: only the reason changes."""
    await watching.ban(name, account, wanted.reason if wanted else None, principal)


@router.delete("/{name}/bans/{account}", status_code=204, responses=problems(401, 403, 404, 422, 429, 503))
async def unban_viewer(name: Name, account: AccountName, watching: Verbs, principal: Owner) -> None:
    """Let an account watch again; nothing changes when it may."""
    await watching.unban(name, account, principal)


_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
