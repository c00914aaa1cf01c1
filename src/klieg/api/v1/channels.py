"""Channels: anybody may look, the admin may change."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from klieg.api.auth import AdminOnly, IsAdmin
from klieg.api.control import Verbs
from klieg.api.problem import problems
from klieg.api.views import ChannelPage, ChannelView, PublicChannelView, SessionPage, StoppedView
from klieg.domains.channels import CreateChannel, PullFrom, ReviseChannel

router = APIRouter(prefix="/api/v1/channels", tags=["channels"])

type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]


@router.get("", responses=problems(422, 503))
async def list_channels(
    verbs: Verbs,
    live: Annotated[bool | None, Query(description="Only channels that are (not) on the air")] = None,
    after: Annotated[str, Query(description="Only names after this one", max_length=30, pattern="^[a-z0-9-]*$")] = "",
    limit: Annotated[int, Query(description="How many at most", ge=1, le=200)] = 100,
) -> ChannelPage:
    """List channels in order of name."""
    return await verbs.browse_channels(live=live, after=after, limit=limit)


@router.post("", status_code=201, dependencies=[AdminOnly], responses=problems(400, 401, 409, 413, 422, 429, 503))
async def create_channel(wanted: CreateChannel, verbs: Verbs, response: Response) -> ChannelView:
    """Make a channel with a fresh stream key and SRT passphrase."""
    response.headers.update(_PRIVATE | {"Location": f"/api/v1/channels/{wanted.name}"})
    return await verbs.create_channel(wanted)


@router.get("/{name}", responses=problems(401, 404, 422, 503), openapi_extra={"security": [{}]})  # or nobody
async def show_channel(
    name: Name, verbs: Verbs, is_admin: IsAdmin, response: Response
) -> ChannelView | PublicChannelView:
    """Show a channel: with configuration, ingest addresses and stream key when the admin asks, else without."""
    response.headers.update(_PRIVATE)
    return await verbs.show_channel(name) if is_admin else await verbs.look_at_channel(name)


@router.patch("/{name}", dependencies=[AdminOnly], responses=problems(400, 401, 404, 409, 413, 422, 429, 503))
async def revise_channel(name: Name, revision: ReviseChannel, verbs: Verbs, response: Response) -> ChannelView:
    """Change what is named. All but the title counts from the next stream on: what is on the air stays as it is."""
    response.headers.update(_PRIVATE)
    return await verbs.revise_channel(name, revision)


@router.delete("/{name}", status_code=204, dependencies=[AdminOnly], responses=problems(401, 404, 422, 429, 503))
async def delete_channel(name: Name, verbs: Verbs) -> None:
    """Delete a channel with its history. What is on the air ends."""
    await verbs.delete_channel(name)


@router.post("/{name}/stream-key", dependencies=[AdminOnly], responses=problems(401, 404, 422, 429, 503))
async def reset_stream_key(name: Name, verbs: Verbs, response: Response) -> ChannelView:
    """Replace the stream key and the SRT passphrase. What is on the air ends; the old key is unknown from now on."""
    response.headers.update(_PRIVATE)
    return await verbs.reset_stream_key(name)


@router.post("/{name}/pull", dependencies=[AdminOnly], responses=problems(400, 401, 404, 413, 422, 429, 503))
async def start_pull(name: Name, wanted: PullFrom, verbs: Verbs, response: Response) -> ChannelView:
    """Have a node fetch the channel's media from an address, now and until it is told otherwise."""
    response.headers.update(_PRIVATE)
    return await verbs.set_pull(name, wanted)


@router.delete("/{name}/pull", dependencies=[AdminOnly], responses=problems(401, 404, 422, 429, 503))
async def stop_pull(name: Name, verbs: Verbs, response: Response) -> ChannelView:
    """Fetch the channel's media no longer. What is on the air from there ends."""
    response.headers.update(_PRIVATE)
    return await verbs.set_pull(name, None)


@router.delete("/{name}/stream", dependencies=[AdminOnly], responses=problems(401, 404, 409, 422, 429, 503))
async def stop_stream(name: Name, verbs: Verbs) -> StoppedView:
    """Stop what is on the air: the encoder is told and dropped. It may come back; resetting the key prevents that."""
    return await verbs.stop_stream(name)


@router.get("/{name}/sessions", dependencies=[AdminOnly], responses=problems(401, 404, 422, 503))
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


_PRIVATE = {"Cache-Control": "no-store", "Vary": "Authorization"}
