"""One's own factors, and how an admin takes off what somebody has lost."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from klieg.api.auth import AdminOnly, InBrowser
from klieg.api.people.factor_views import FactorsView, PasskeyEnrolmentView, RecoveryCodesView, TotpEnrolmentView
from klieg.api.problem import problems
from klieg.api.v1.asking import Administrator, OwnedFactors
from klieg.domains.factors import ConfirmPassword, ConfirmTotp, EnrolPasskey

router = APIRouter(prefix="/api/v1", tags=["people"])

_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_BODY = (400, 401, 403, 413, 422, 429, 503)
type Id = Annotated[str, Path(max_length=40, pattern="^[a-z0-9_]+$")]
type Name = Annotated[str, Path(description="The account's name, in any case", max_length=100)]


@router.get("/account/factors", responses=problems(401, 403, 503))
async def show_factors(_: InBrowser, owned: OwnedFactors, response: Response) -> FactorsView:
    """Show what the account has besides its password."""
    response.headers.update(_PRIVATE)
    return await owned.show()


@router.post("/account/factors/totp", responses=problems(409, *_BODY))
async def begin_totp(
    wanted: ConfirmPassword, _: InBrowser, owned: OwnedFactors, response: Response
) -> TotpEnrolmentView:
    """Make the secret of a new authenticator app. It counts once its first code was sent."""
    response.headers.update(_PRIVATE)
    return await owned.begin_totp(wanted)


@router.post("/account/factors/totp/confirm", responses=problems(404, *_BODY))
async def confirm_totp(wanted: ConfirmTotp, _: InBrowser, owned: OwnedFactors, response: Response) -> RecoveryCodesView:
    """Let the new authenticator app count. With the first factor come recovery codes."""
    response.headers.update(_PRIVATE)
    return await owned.confirm_totp(wanted)


@router.delete("/account/factors/totp", status_code=204, responses=problems(404, *_BODY))
async def remove_totp(wanted: ConfirmPassword, _: InBrowser, owned: OwnedFactors) -> None:
    """Take the authenticator app off the account; with the last factor go the recovery codes."""
    await owned.remove_totp(wanted)


@router.post("/account/factors/passkeys/options", responses=problems(409, *_BODY))
async def request_passkey_enrolment(
    wanted: ConfirmPassword, _: InBrowser, owned: OwnedFactors, response: Response
) -> PasskeyEnrolmentView:
    """Ask what the browser needs to have a passkey made."""
    response.headers.update(_PRIVATE)
    return await owned.request_passkey(wanted)


@router.post("/account/factors/passkeys", status_code=201, responses=problems(409, *_BODY))
async def enrol_passkey(
    wanted: EnrolPasskey, _: InBrowser, owned: OwnedFactors, response: Response
) -> RecoveryCodesView:
    """Take the passkey that the browser had made. With the first factor come recovery codes."""
    response.headers.update(_PRIVATE)
    return await owned.enrol_passkey(wanted)


@router.delete("/account/factors/passkeys/{passkey_id}", status_code=204, responses=problems(404, *_BODY))
async def remove_passkey(passkey_id: Id, wanted: ConfirmPassword, _: InBrowser, owned: OwnedFactors) -> None:
    """Take a passkey off the account; with the last factor go the recovery codes."""
    await owned.remove_passkey(passkey_id, wanted)


@router.post("/account/factors/recovery-codes", responses=problems(409, *_BODY))
async def renew_recovery_codes(
    wanted: ConfirmPassword, _: InBrowser, owned: OwnedFactors, response: Response
) -> RecoveryCodesView:
    """Make ten new recovery codes. Those of before are none any more."""
    response.headers.update(_PRIVATE)
    return await owned.renew_recovery_codes(wanted)


@router.delete(
    "/admin/accounts/{name}/factors",
    status_code=204,
    dependencies=[AdminOnly],
    tags=["administration"],
    responses=problems(401, 403, 404, 422, 429, 503),
)
async def remove_factors(name: Name, administrator: Administrator) -> None:
    """Take all factors off an account whose owner has lost them. The owner is told by mail."""
    await administrator.remove_factors(name)
