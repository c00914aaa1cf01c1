"""One's own account."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from klieg.api.auth import InBrowser, Reader, Streamer
from klieg.api.people.views import (
    AccountView,
    LoginSessionList,
    MintedTokenView,
    PersonalTokenList,
)
from klieg.api.problem import problems
from klieg.api.v1.asking import OwnAccounts
from klieg.domains.identity import (
    ChangeMail,
    ChangeName,
    ChangePassword,
    ConfirmMail,
    DeleteAccount,
    MintToken,
    ReviseAccount,
)

router = APIRouter(prefix="/api/v1/account", tags=["people"])

_PRIVATE = {"Cache-Control": "no-store", "Vary": "Cookie, Authorization"}
_BODY = (400, 401, 403, 413, 422, 429, 503)
type Id = Annotated[str, Path(max_length=40, pattern="^[a-z0-9_]+$")]


@router.get("", responses=problems(401, 403, 503))
async def show_account(_: Reader, accounts: OwnAccounts, response: Response) -> AccountView:
    """Show the account."""
    response.headers.update(_PRIVATE)
    return await accounts.show()


@router.patch("", responses=problems(*_BODY))
async def revise_account(revision: ReviseAccount, _: Streamer, accounts: OwnAccounts) -> AccountView:
    """Change colour, avatar or language."""
    return await accounts.revise(revision)


@router.delete("", status_code=204, responses=problems(*_BODY))
async def delete_account(wanted: DeleteAccount, _: InBrowser, accounts: OwnAccounts) -> None:
    """Delete the account with its channel and everything that belongs to it. What is on the air ends."""
    await accounts.delete(wanted)


@router.post("/provisioning", responses=problems(401, 403, 429, 503))
async def provide_channel(_: Streamer, accounts: OwnAccounts, response: Response) -> AccountView:
    """Make the account's channel and stream key: 201 when they were made, 200 when they were there."""
    response.status_code = 201 if await accounts.provide_channel() else 200
    response.headers.update(_PRIVATE)
    return await accounts.show()


@router.post("/password", status_code=204, responses=problems(*_BODY))
async def change_password(wanted: ChangePassword, _: InBrowser, accounts: OwnAccounts) -> None:
    """Set another password. Every other browser is signed out."""
    await accounts.change_password(wanted)


@router.post("/name", responses=problems(409, *_BODY))
async def change_name(wanted: ChangeName, _: InBrowser, accounts: OwnAccounts) -> AccountView:
    """Take another name. The channel's address changes; the former one leads there for a while."""
    return await accounts.change_name(wanted)


@router.post("/mail", status_code=202, responses=problems(*_BODY))
async def request_mail_change(wanted: ChangeMail, _: InBrowser, accounts: OwnAccounts) -> None:
    """Mail a code to another address, which counts once the code is sent back."""
    await accounts.request_mail_change(wanted)


@router.post("/mail/confirm", responses=problems(409, *_BODY))
async def confirm_mail_change(wanted: ConfirmMail, _: InBrowser, accounts: OwnAccounts) -> AccountView:
    """Take the address the code was mailed to."""
    return await accounts.confirm_mail_change(wanted)


@router.get("/sessions", responses=problems(401, 403, 503))
async def list_login_sessions(_: InBrowser, accounts: OwnAccounts, response: Response) -> LoginSessionList:
    """List where the account is signed in."""
    response.headers.update(_PRIVATE)
    return await accounts.list_sessions()


@router.delete("/sessions/{session_id}", status_code=204, responses=problems(401, 403, 404, 422, 429, 503))
async def close_login_session(session_id: Id, _: InBrowser, accounts: OwnAccounts) -> None:
    """Sign a browser out."""
    await accounts.close_session(session_id)


@router.post("/sessions/revoke-others", status_code=204, responses=problems(401, 403, 429, 503))
async def close_other_login_sessions(_: InBrowser, accounts: OwnAccounts) -> None:
    """Sign every other browser out."""
    await accounts.close_other_sessions()


@router.get("/tokens", responses=problems(401, 403, 503))
async def list_tokens(_: InBrowser, accounts: OwnAccounts, response: Response) -> PersonalTokenList:
    """List the account's personal tokens, without their secrets."""
    response.headers.update(_PRIVATE)
    return await accounts.list_tokens()


@router.post("/tokens", status_code=201, responses=problems(*_BODY))
async def mint_token(wanted: MintToken, _: InBrowser, accounts: OwnAccounts, response: Response) -> MintedTokenView:
    """Make a personal token. Its secret is shown this once."""
    response.headers.update(_PRIVATE)
    return await accounts.mint_token(wanted)


@router.delete("/tokens/{token_id}", status_code=204, responses=problems(401, 403, 404, 422, 429, 503))
async def revoke_token(token_id: Id, _: InBrowser, accounts: OwnAccounts) -> None:
    """Revoke a personal token."""
    await accounts.revoke_token(token_id)
