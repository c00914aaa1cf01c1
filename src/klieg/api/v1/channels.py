"""Channels: anybody may look, the owner and admins may change."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import RedirectResponse

from klieg.api.auth import NOBODY_TOO, AdminOnly, Anybody, MaybePrincipal, OwnerOnly, OwnerReads
from klieg.api.control import Controlled, Verbs
from klieg.api.problem import problems
from klieg.api.v1.asking import ActingVerbs
from klieg.api.views import ChannelPage, ChannelView, PublicChannelView, SessionPage, StoppedView
from klieg.domains.channels import ChannelNotFoundError, CreateChannel, PullFrom, ReviseChannel
from klieg.domains.identity import name_key, present_name
from klieg.domains.work import instant

router = APIRouter(prefix="/api/v1/channels", tags=["channels"])

type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]


@router.get("", dependencies=[Anybody], responses=problems(422, 503))
async def list_channels(
    verbs: Verbs,
    response: Response,
    *,
    live: Annotated[bool | None, Query(description="Only channels that are (not) on the air")] = None,
    after: Annotated[str, Query(description="Only names after this one", max_length=30, pattern="^[a-z0-9._-]*$")] = "",
    limit: Annotated[int, Query(description="How many at most", ge=1, le=200)] = 100,
) -> ChannelPage:
    """List channels in order of name."""
    response.headers["Cache-Control"] = "public, max-age=2"
    return await verbs.browse_channels(live=live, after=after, limit=limit)


@router.post("", status_code=201, dependencies=[AdminOnly], responses=problems(400, 401, 403, 409, 413, 422, 429, 503))
async def create_channel(wanted: CreateChannel, verbs: ActingVerbs, response: Response) -> ChannelView:
    """Make a channel with a fresh stream key and SRT passphrase."""
    response.headers.update(_PRIVATE | {"Location": f"/api/v1/channels/{wanted.name}"})
    return await verbs.create_channel(wanted)


@router.get(
    "/{name}",
    dependencies=[Anybody],
    response_model=ChannelView | PublicChannelView,
    openapi_extra=NOBODY_TOO,
    responses=problems(401, 404, 422, 503) | {307: {"description": "The channel has another name now"}},
)
async def show_channel(
    name: Name, verbs: Verbs, control: Controlled, principal: MaybePrincipal, response: Response
) -> ChannelView | PublicChannelView | RedirectResponse:
    """Show a channel: with configuration, ingest addresses and stream key for its owner and admins, else without."""
    response.headers.update(_PRIVATE if principal else _PUBLIC)
    try:
        return await verbs.show_channel_to(name, principal)
    except ChannelNotFoundError:
        now = instant(control.clock.wallclock())
        async with control.database.read() as reading:
            present = await present_name(reading, name, now)
        if present is None:
            raise
        return RedirectResponse(f"/api/v1/channels/{name_key(present)}", 307, response.headers)


@router.patch("/{name}", dependencies=[OwnerOnly], responses=problems(400, 401, 403, 404, 409, 413, 422, 429, 503))
async def revise_channel(name: Name, revision: ReviseChannel, verbs: ActingVerbs, response: Response) -> ChannelView:
    """Change what is named. All but the title counts from the next stream on: what is on the air stays as it is."""
    response.headers.update(_PRIVATE)
    return await verbs.revise_channel(name, revision)


@router.delete("/{name}", status_code=204, dependencies=[OwnerOnly], responses=problems(401, 403, 404, 422, 429, 503))
async def delete_channel(name: Name, verbs: ActingVerbs) -> None:
    """Delete a channel with its history. What is on the air ends."""
    await verbs.delete_channel(name)


@router.post("/{name}/stream-key", dependencies=[OwnerOnly], responses=problems(401, 403, 404, 422, 429, 503))
async def reset_stream_key(name: Name, verbs: ActingVerbs, response: Response) -> ChannelView:
    """Replace the stream key and the SRT passphrase. What is on the air ends; the old key is unknown from now on."""
    response.headers.update(_PRIVATE)
    return await verbs.reset_stream_key(name)


@router.post("/{name}/pull", dependencies=[OwnerOnly], responses=problems(400, 401, 403, 404, 413, 422, 429, 503))
async def start_pull(name: Name, wanted: PullFrom, verbs: ActingVerbs, response: Response) -> ChannelView:
    """Have a node fetch the channel's media from an address, now and until it is told otherwise."""
    response.headers.update(_PRIVATE)
    return await verbs.set_pull(name, wanted)


@router.delete("/{name}/pull", dependencies=[OwnerOnly], responses=problems(401, 403, 404, 422, 429, 503))
async def stop_pull(name: Name, verbs: ActingVerbs, response: Response) -> ChannelView:
    """Fetch the channel's media no longer. What is on the air from there ends."""
    response.headers.update(_PRIVATE)
    return await verbs.set_pull(name, None)


@router.delete("/{name}/stream", dependencies=[OwnerOnly], responses=problems(401, 403, 404, 409, 422, 429, 503))
async def stop_stream(name: Name, verbs: ActingVerbs) -> StoppedView:
    """Stop what is on the air: the encoder is told and dropped. It may come back; resetting the key prevents that."""
    return await verbs.stop_stream(name)


@router.get("/{name}/sessions", dependencies=[OwnerReads], responses=problems(401, 403, 404, 422, 503))
async def list_sessions(
    name: Name,
    verbs: Verbs,
    before: Annotated[
        str | None, Query(description="Only sessions older than this one", pattern="^[a-z0-9_]{1,40}$")
    ] = None,
    limit: Annotated[int, Query(description="How many at most", ge=1, le=100)] = 20,
) -> SessionPage:
    """List a channel's stream sessions with their events, newest first."""
    return await verbs.list_sessions(name, before=before, limit=limit)


_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_PUBLIC = {"Cache-Control": "public, max-age=0, s-maxage=1", "Vary": "Cookie, Authorization"}
"""A browser asks again; a cache in front may answer all who are nobody for a second."""
