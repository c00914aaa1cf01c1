"""Tokens for people's own programs."""

from datetime import datetime

from klieg.domains.identity import repository
from klieg.domains.identity.errors import ExpiryPastError, NotAllowedError, PersonalTokenNotFoundError
from klieg.domains.identity.models import Account, PersonalToken
from klieg.domains.identity.rules import MAX_PERSONAL_TOKENS, PersonalTokenSecret, Role, Scope
from klieg.domains.identity.schemas import MintToken
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


async def mint_token(
    work: Work, account: Account, wanted: MintToken, now: datetime
) -> tuple[PersonalToken, PersonalTokenSecret]:
    """Make a token. Its secret is shown this once.

    Raises:
        NotAllowedError: the account has as many as it may, or wants an admin's token and is none.
        ExpiryPastError: it would have ended already.
    """
    if wanted.expires_at is not None and wanted.expires_at <= now:
        raise ExpiryPastError
    if Scope.ADMIN in wanted.scopes and account.role != Role.ADMIN:
        raise NotAllowedError("Only admins have tokens for admins.")
    if len(await repository.tokens_of(work, account.id)) >= MAX_PERSONAL_TOKENS:
        raise NotAllowedError(f"An account has at most {MAX_PERSONAL_TOKENS} tokens: revoke one first.")
    secret = PersonalTokenSecret.mint()
    token = PersonalToken(
        id=new_id("pt", now.timestamp()),
        account_id=account.id,
        label=wanted.label,
        token_hash=secret.hash(),
        scopes=sorted({scope.value for scope in wanted.scopes}),
        created_at=now,
        expires_at=wanted.expires_at,
    )
    work.session.add(token)
    return token, secret


async def revoke_token(work: Work, account_id: str, token_id: str) -> None:
    """Make a token none.

    Raises:
        PersonalTokenNotFoundError: the account has no such token.
    """
    token = await work.session.get(PersonalToken, token_id)
    if token is None or token.account_id != account_id:
        raise PersonalTokenNotFoundError
    await work.session.delete(token)
