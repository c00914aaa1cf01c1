"""Signing in by a passkey alone. Anybody may ask."""

from fastapi import APIRouter, Response

from klieg.api.auth import Anybody
from klieg.api.control import Controlled
from klieg.api.people.factor_views import PasskeyRequestView
from klieg.api.people.views import SignedInView
from klieg.api.problem import problems
from klieg.api.v1.asking import Stepping
from klieg.api.v1.entrance import signed_in
from klieg.domains.factors import PresentPasskey

router = APIRouter(prefix="/api/v1/login/passkey", tags=["people"], dependencies=[Anybody])


@router.post("/options", responses=problems(409, 429, 503))
async def request_passkey(step: Stepping, response: Response) -> PasskeyRequestView:
    """Ask what a browser needs to sign in by a passkey."""
    response.headers["Cache-Control"] = "no-store"
    return await step.request_passkey()


@router.post("", responses=problems(400, 401, 403, 409, 413, 422, 429, 503))
async def sign_in_by_passkey(
    wanted: PresentPasskey, control: Controlled, step: Stepping, response: Response
) -> SignedInView:
    """Sign in by a passkey whose authenticator has verified its person. The session is in a cookie."""
    return signed_in(response, control, *await step.sign_in(wanted))
