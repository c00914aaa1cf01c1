"""How somebody watches a channel."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from klieg.api.addresses import Addresses
from klieg.api.auth import NOBODY_TOO, Anybody, MaybePrincipal
from klieg.api.control import Controlled, addresses_of
from klieg.api.people.watching import PlaybackView, Watching
from klieg.api.problem import problems

router = APIRouter(prefix="/api/v1/channels", tags=["channels"])


def _watching(control: Controlled) -> Watching:
    return control.watching


type Name = Annotated[str, Path(description="The channel's name", examples=["demo"], max_length=100)]
type Verbs = Annotated[Watching, Depends(_watching)]
type Seen = Annotated[Addresses, Depends(addresses_of)]


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


_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
