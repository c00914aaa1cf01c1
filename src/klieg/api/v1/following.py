"""Who follows what."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from klieg.api.auth import Follower, Reader
from klieg.api.problem import problems
from klieg.api.v1.asking import Browsing
from klieg.api.views import ChannelList, RelationView

router = APIRouter(prefix="/api/v1", tags=["directory"])

_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]


@router.get("/following", responses=problems(401, 403, 422, 503))
async def list_followed(
    principal: Reader,
    browsing: Browsing,
    response: Response,
    offset: Annotated[int, Query(description="`next_offset` of the page before", ge=0, le=10_000)] = 0,
    limit: Annotated[int, Query(description="How many at most", ge=1, le=100)] = 50,
) -> ChannelList:
    """List the channels one follows: live ones first, then those followed last."""
    response.headers.update(_PRIVATE)
    return await browsing.list_followed(principal, offset=offset, limit=limit)


@router.get("/channels/{name}/relation", responses=problems(401, 403, 404, 422, 503))
async def show_relation(name: Name, principal: Reader, browsing: Browsing, response: Response) -> RelationView:
    """Show what one has to do with a channel."""
    response.headers.update(_PRIVATE)
    return await browsing.show_relation(principal, name)


@router.put("/channels/{name}/follow", responses=problems(401, 403, 404, 409, 422, 429, 503))
async def follow(name: Name, principal: Follower, browsing: Browsing) -> RelationView:
    """Follow a channel. Once is as good as twice."""
    return await browsing.follow(principal, name)


@router.delete("/channels/{name}/follow", responses=problems(401, 403, 404, 422, 429, 503))
async def unfollow(name: Name, principal: Follower, browsing: Browsing) -> RelationView:
    """Follow a channel no longer."""
    return await browsing.unfollow(principal, name)
