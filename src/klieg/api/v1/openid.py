"""Signing in by the OpenID provider. Anybody may ask; what a browser began is in its cookie."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from starlette.requests import Request
from starlette.responses import RedirectResponse

from klieg.api.auth import Anybody, InBrowser, MaybePrincipal
from klieg.api.control import Control, Controlled, addresses_of
from klieg.api.people.arrivals import Arrivals
from klieg.api.people.factor_views import SecondFactorView
from klieg.api.people.openid_desk import CALLBACK_PATH, OpenidDesk
from klieg.api.people.openid_entrance import OpenidEntrance, ProviderAnswer
from klieg.api.people.openid_views import ArrivalView, ConnectionState, OpenidAddressView
from klieg.api.people.own_openid import OwnOpenid
from klieg.api.people.views import SignedInView
from klieg.api.problem import problems
from klieg.api.v1.asking import From, Site
from klieg.api.v1.entrance import set_cookie, signed_in
from klieg.domains.openid import (
    ARRIVAL_LIFE,
    ATTEMPT_LIFE,
    BeginSignIn,
    ConfirmIdentity,
    JoinAccount,
    NameAccount,
    OpenidOffError,
)

router = APIRouter(prefix="/api/v1", tags=["people"])

_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_BODY = (400, 404, 413, 422, 429, 503)
_ATTEMPT, _ARRIVAL = "klieg_openid", "klieg_arrival"
type Text = Annotated[str, Query(max_length=4000)]


def _desk(control: Controlled) -> OpenidDesk:
    if control.openid is None:
        raise OpenidOffError
    return control.openid


type Desk = Annotated[OpenidDesk, Depends(_desk)]


def _entrance(control: Controlled, desk: Desk, asker: From) -> OpenidEntrance:
    return OpenidEntrance(control.people, desk, asker)


def _arrivals(control: Controlled, desk: Desk, asker: From, request: Request, site: Site) -> Arrivals:
    return Arrivals(control.people, desk, asker, _cookie(control, request, _ARRIVAL), site)


def _own(control: Controlled, principal: InBrowser, desk: Desk, asker: From) -> OwnOpenid:
    return OwnOpenid(control.people, desk, principal, asker)


def _answer(state: Text = "", code: Text = "", error: Text = "", iss: Text = "") -> ProviderAnswer:
    return ProviderAnswer(state=state, code=code, error=error, issuer=iss)


type Answered = Annotated[ProviderAnswer, Depends(_answer)]
type Entry = Annotated[OpenidEntrance, Depends(_entrance)]
type Arriving = Annotated[Arrivals, Depends(_arrivals)]
type Owned = Annotated[OwnOpenid, Depends(_own)]


@router.post("/openid/sign-in", dependencies=[Anybody], responses=problems(502, *_BODY))
async def begin_openid_sign_in(
    wanted: BeginSignIn, control: Controlled, entrance: Entry, request: Request, response: Response
) -> OpenidAddressView:
    """Begin to sign in by the provider: go to the address, and come back to `next`."""
    return _send(response, control, await entrance.begin(wanted, _redirect_uri(request)))


@router.get(
    "/openid/callback",
    status_code=303,
    dependencies=[Anybody],
    responses=problems(401, 404, 422, 503),
    response_class=RedirectResponse,
)
async def come_back(
    control: Controlled, entrance: Entry, principal: MaybePrincipal, request: Request, answer: Answered
) -> RedirectResponse:
    """Come back from the provider. Finishes only what this browser began; leads on to a page in any case."""
    landing = await entrance.come_back(_cookie(control, request, _ATTEMPT), answer, principal)
    response = RedirectResponse(landing.path, 303)
    response.headers.update({**_PRIVATE, "Referrer-Policy": "no-referrer"})
    if landing.secret is not None:
        set_cookie(response, control, landing.secret)
    if landing.arrival is not None:
        _carry(response, control, _ARRIVAL, landing.arrival, int(ARRIVAL_LIFE.total_seconds()))
    _carry(response, control, _ATTEMPT, "", 0)
    return response


@router.get("/openid/arrival", dependencies=[Anybody], responses=problems(404, 503))
async def show_arrival(arrivals: Arriving, response: Response) -> ArrivalView:
    """Show whom the provider has named in this browser, and what is asked of them."""
    response.headers.update(_PRIVATE)
    return await arrivals.show()


@router.post("/openid/arrival/account", status_code=201, dependencies=[Anybody], responses=problems(403, 409, *_BODY))
async def make_account_of_arrival(
    wanted: NameAccount, control: Controlled, arrivals: Arriving, response: Response
) -> SignedInView:
    """Make an account under a name, and sign in."""
    account, secret = await arrivals.make_account(wanted)
    _carry(response, control, _ARRIVAL, "", 0)
    return signed_in(response, control, account, secret)


@router.post("/openid/arrival/join", dependencies=[Anybody], responses=problems(401, 403, 409, *_BODY))
async def join_account(
    wanted: JoinAccount, control: Controlled, arrivals: Arriving, response: Response
) -> SignedInView:
    """Connect the account that has the mail address with its password, and sign in."""
    account, secret = await arrivals.join(wanted)
    _carry(response, control, _ARRIVAL, "", 0)
    return signed_in(response, control, account, secret)


@router.post("/openid/arrival/second-factor", dependencies=[Anybody], responses=problems(403, 404, 429, 503))
async def ask_arrival_for_factor(arrivals: Arriving, response: Response) -> SecondFactorView:
    """Ask what to send to `/login/second-factor`."""
    response.headers.update(_PRIVATE)
    return await arrivals.step()


@router.get("/account/openid", responses=problems(401, 403, 404, 503))
async def show_connection(_: InBrowser, own: Owned, response: Response) -> ConnectionState:
    """Show who the account is at the provider."""
    response.headers.update(_PRIVATE)
    return await own.show()


@router.post("/account/openid", responses=problems(401, 403, 409, 502, *_BODY))
async def begin_connecting(
    wanted: ConfirmIdentity, control: Controlled, own: Owned, request: Request, response: Response
) -> OpenidAddressView:
    """Begin to connect the account with the provider. Asks for the password."""
    return _send(response, control, await own.begin_connecting(wanted, _redirect_uri(request)))


@router.delete("/account/openid", status_code=204, responses=problems(401, 403, 409, *_BODY))
async def disconnect(wanted: ConfirmIdentity, own: Owned) -> None:
    """Let the provider open the account no more. Asks for the password; an account without one is refused."""
    await own.disconnect(wanted)


@router.post("/account/openid/proof", responses=problems(401, 403, 404, 429, 502, 503))
async def begin_proving(control: Controlled, own: Owned, request: Request, response: Response) -> OpenidAddressView:
    """Begin to show at the provider who one is: for ten minutes that stands for the password of who has none."""
    return _send(response, control, await own.begin_proving(_redirect_uri(request)))


def _redirect_uri(request: Request) -> str:
    return addresses_of(request).page + CALLBACK_PATH


def _send(response: Response, control: Control, begun: tuple[str, str]) -> OpenidAddressView:
    address, sealed = begun
    response.headers.update(_PRIVATE)
    _carry(response, control, _ATTEMPT, sealed, int(ATTEMPT_LIFE.total_seconds()))
    return OpenidAddressView(address=address)


def _cookie(control: Control, request: Request, name: str) -> str:
    return request.cookies.get(_named(control, name), "")


def _carry(response: Response, control: Control, name: str, value: str, life_s: int) -> None:
    """Have the browser carry something for as long as it is good, and bring it along when another site leads to us."""
    secure = _is_secure(control)
    response.set_cookie(
        _named(control, name), value, max_age=life_s, path="/", secure=secure, httponly=True, samesite="lax"
    )


def _named(control: Control, name: str) -> str:
    return f"__Host-{name}" if _is_secure(control) else name


def _is_secure(control: Control) -> bool:
    return control.settings.public_url.startswith("https:")
