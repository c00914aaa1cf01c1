"""Avatars and banners: set by sending the file itself, served with addresses that never change."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from klieg.api.auth import Anybody, OwnerOnly, Streamer
from klieg.api.control import Controlled
from klieg.api.people.views import AccountView
from klieg.api.problem import problems
from klieg.api.v1.asking import ActingVerbs, OwnAccounts
from klieg.api.views import ChannelView

router = APIRouter()

_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": dict.fromkeys(("image/jpeg", "image/png", "image/webp"), _FILE)}
}
_SET = (401, 403, 404, 413, 415, 422, 429, 503)
_REMOVED = (401, 403, 404, 422, 429, 503)
_IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}

type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]


async def _read_body(request: Request) -> bytes:
    return await request.body()


type Sent = Annotated[bytes, Depends(_read_body)]


@router.put("/api/v1/account/avatar", tags=["people"], responses=problems(*_SET), openapi_extra=_BODY)
async def set_avatar(principal: Streamer, accounts: OwnAccounts, control: Controlled, data: Sent) -> AccountView:
    """Have an own picture as avatar: JPEG, PNG or WebP up to 5 MB, of which the square in the middle is shown."""
    await control.gallery.set_avatar(principal, data)
    return await accounts.show()


@router.delete("/api/v1/account/avatar", tags=["people"], responses=problems(*_REMOVED))
async def remove_avatar(principal: Streamer, accounts: OwnAccounts, control: Controlled) -> AccountView:
    """Go back to the drawn avatar."""
    await control.gallery.remove_avatar(principal)
    return await accounts.show()


@router.put(
    "/api/v1/channels/{name}/banner",
    tags=["channels"],
    dependencies=[OwnerOnly],
    responses=problems(*_SET),
    openapi_extra=_BODY,
)
async def set_banner(name: Name, verbs: ActingVerbs, control: Controlled, data: Sent) -> ChannelView:
    """Give the channel a banner: JPEG, PNG or WebP up to 10 MB, of which the 16:9 in the middle is shown."""
    await control.gallery.set_banner(name, data, verbs.actor)
    return await verbs.show_channel(name)


@router.delete(
    "/api/v1/channels/{name}/banner", tags=["channels"], dependencies=[OwnerOnly], responses=problems(*_REMOVED)
)
async def remove_banner(name: Name, verbs: ActingVerbs, control: Controlled) -> ChannelView:
    """Take the channel's banner down."""
    await control.gallery.remove_banner(name, verbs.actor)
    return await verbs.show_channel(name)


@router.api_route(
    "/pictures/{picture_id}/{width}.webp", methods=["GET", "HEAD"], dependencies=[Anybody], include_in_schema=False
)
async def show_picture(picture_id: str, width: str, control: Controlled) -> Response:
    """Serve a print."""
    return Response(await control.gallery.read(picture_id, width), media_type="image/webp", headers=_IMMUTABLE)
