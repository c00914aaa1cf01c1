"""What can be watched."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from klieg.api.auth import Anybody
from klieg.api.problem import problems
from klieg.api.v1.asking import Browsing
from klieg.api.views import CategoryList, ChannelList, LivePage

router = APIRouter(prefix="/api/v1/directory", tags=["directory"], dependencies=[Anybody])

_NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps no such character."""
_SHARED = {"Cache-Control": "public, max-age=2"}
"""Asked by every page that opens: a cache in front may answer for two seconds."""
type Limit = Annotated[int, Query(description="How many at most", ge=1, le=100)]


@router.get("/live", responses=problems(422, 503))
async def list_live(
    browsing: Browsing,
    response: Response,
    *,
    after: Annotated[str, Query(description="`next_after` of the page before", max_length=60)] = "",
    category: Annotated[
        str | None, Query(description="Only of this category, in any case", max_length=40, pattern=_NO_NUL)
    ] = None,
    tag: Annotated[
        str | None, Query(description="Only with this tag, in any case", max_length=25, pattern=_NO_NUL)
    ] = None,
    limit: Limit = 50,
) -> LivePage:
    """List what is live, those that went live last first."""
    response.headers.update(_SHARED)
    return await browsing.list_live(after=after, category=category, tag=tag, limit=limit)


@router.get("/categories", responses=problems(503))
async def list_categories(browsing: Browsing, response: Response) -> CategoryList:
    """List the categories of what is live, those with most channels first."""
    response.headers.update(_SHARED)
    return await browsing.list_categories()


@router.get("/search", responses=problems(422, 503))
async def search_channels(
    browsing: Browsing,
    response: Response,
    q: Annotated[
        str,
        Query(
            description="Part of a name, title, category or tag",
            min_length=1,
            max_length=60,
            pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        ),
    ],
    offset: Annotated[int, Query(description="`next_offset` of the page before", ge=0, le=10_000)] = 0,
    limit: Limit = 50,
) -> ChannelList:
    """Search channels, live ones first."""
    response.headers.update(_SHARED)
    return await browsing.search(q, offset=offset, limit=limit)
