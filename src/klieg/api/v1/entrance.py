"""Signing up, in and out. Anybody may ask; the answers tell nobody who has an account."""

from fastapi import APIRouter, Response

from klieg.api.auth import NOBODY_TOO, Anybody, InBrowser, MaybePrincipal, cookie_name
from klieg.api.control import Control, Controlled
from klieg.api.people.factor_views import SecondFactorView
from klieg.api.people.openid_views import OpenidOfferView, WaysInView
from klieg.api.people.own_account import OwnAccount
from klieg.api.people.views import RegisteredView, SignedInView, VerifiedView, account_view
from klieg.api.problem import problems
from klieg.api.v1.asking import Entry, From, OwnAccounts, Site, Stepping
from klieg.domains.factors import PresentFactor
from klieg.domains.identity import (
    Account,
    ConfirmReset,
    RequestReset,
    Resend,
    SessionSecret,
    SignIn,
    SignUp,
    Verify,
)

router = APIRouter(prefix="/api/v1", tags=["people"])

COOKIE_LIFE_S = 400 * 86_400
"""As long as browsers keep one (RFC 6265bis section 5.5); how long a session lasts is the server's to say."""
_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_BODY = (400, 413, 422, 429, 503)


@router.get("/session", dependencies=[Anybody], responses=problems(401, 503), openapi_extra=NOBODY_TOO)
async def show_session(control: Controlled, principal: MaybePrincipal, asker: From, response: Response) -> WaysInView:
    """Show who is signed in, if anybody is, and the ways in."""
    response.headers.update(_PRIVATE)
    account = None
    if principal is not None and principal.account_id is not None:
        account = await OwnAccount(control.people, principal, asker).show()
    desk = control.openid
    offer = OpenidOfferView(label=desk.provider.label, sign_up=desk.sign_up) if desk else None
    return WaysInView(account=account, sign_up=control.settings.sign_up, openid=offer)


@router.post("/accounts", status_code=201, dependencies=[Anybody], responses=problems(403, 409, *_BODY))
async def sign_up(wanted: SignUp, entrance: Entry) -> RegisteredView:
    """Make an account; a mail says how to verify it, unless this site does without."""
    return await entrance.sign_up(wanted)


@router.post("/accounts/verification", dependencies=[Anybody], responses=problems(*_BODY))
async def verify(wanted: Verify, entrance: Entry) -> VerifiedView:
    """Verify a mail address by the code of the mailed link, or by the six digits."""
    return await entrance.verify(wanted)


@router.post("/accounts/verification/resend", status_code=202, dependencies=[Anybody], responses=problems(*_BODY))
async def resend_verification(wanted: Resend, entrance: Entry) -> None:
    """Mail a fresh code to an account that waits for one. The answer is the same whether there is one or not."""
    await entrance.resend(wanted)


@router.post("/login", dependencies=[Anybody], responses=problems(401, 403, *_BODY))
async def sign_in(
    wanted: SignIn, control: Controlled, entrance: Entry, site: Site, response: Response
) -> SignedInView | SecondFactorView:
    """Sign in by name or mail address, in any case. The session is in a cookie.

    An account with a second factor gets no session here: the answer says what to send to `/login/second-factor`.
    """
    account, outcome = await entrance.sign_in(wanted, site)
    if isinstance(outcome, SecondFactorView):
        response.headers.update(_PRIVATE)
        return outcome
    return signed_in(response, control, account, outcome)


@router.post("/login/second-factor", dependencies=[Anybody], responses=problems(401, *_BODY))
async def present_factor(
    wanted: PresentFactor, control: Controlled, step: Stepping, response: Response
) -> SignedInView:
    """Sign in with a code of the authenticator app, a recovery code, or a passkey, after the password was right."""
    return signed_in(response, control, *await step.answer(wanted))


@router.post("/logout", status_code=204, responses=problems(401, 403, 429, 503))
async def sign_out(principal: InBrowser, control: Controlled, accounts: OwnAccounts, response: Response) -> None:
    """End the session that asks."""
    assert principal.session_id is not None, "the guard asks for one"
    await accounts.close_session(principal.session_id)
    response.delete_cookie(cookie_name(control), secure=_is_secure(control), httponly=True, samesite="lax")


@router.post("/password-reset", status_code=202, dependencies=[Anybody], responses=problems(*_BODY))
async def request_reset(wanted: RequestReset, entrance: Entry) -> None:
    """Mail a link to set another password. The answer is the same whether there is such an account or not."""
    await entrance.request_reset(wanted)


@router.post("/password-reset/confirm", status_code=204, dependencies=[Anybody], responses=problems(*_BODY))
async def confirm_reset(wanted: ConfirmReset, entrance: Entry) -> None:
    """Set another password with the code of the mailed link. Every browser is signed out."""
    await entrance.confirm_reset(wanted)


def signed_in(response: Response, control: Control, account: Account, secret: SessionSecret) -> SignedInView:
    """Give the browser its session and say whose it is."""
    set_cookie(response, control, secret)
    channel = None if account.role == "viewer" else account.name_key
    return SignedInView(account=account_view(account, channel), sign_up=control.settings.sign_up)


def set_cookie(response: Response, control: Control, secret: SessionSecret) -> None:
    """Give the browser its session."""
    response.headers.update(_PRIVATE)
    response.set_cookie(
        cookie_name(control),
        secret.reveal(),
        max_age=COOKIE_LIFE_S,
        path="/",
        secure=_is_secure(control),
        httponly=True,
        samesite="lax",
    )


def _is_secure(control: Control) -> bool:
    return control.settings.public_url.startswith("https:")
