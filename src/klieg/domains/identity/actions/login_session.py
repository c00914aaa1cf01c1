"""Browsers that are signed in."""

from datetime import datetime

from sqlalchemy import update

from klieg.domains.identity import repository
from klieg.domains.identity.errors import LoginSessionNotFoundError
from klieg.domains.identity.models import Account, LoginSession
from klieg.domains.identity.rules import MAX_SESSIONS, SESSION_LIFE, SessionSecret
from klieg.domains.work import Work
from klieg.kernel.ids import new_id

_USER_AGENT_MAX, _ADDRESS_MAX = 200, 45


async def open_session(
    work: Work, account: Account, *, user_agent: str, address: str, now: datetime
) -> tuple[LoginSession, SessionSecret]:
    """Sign a browser in; beyond ``MAX_SESSIONS`` the one seen least lately is signed out."""
    for oldest in (await repository.sessions_of(work, account.id, now))[MAX_SESSIONS - 1 :]:
        await work.session.delete(oldest)
    secret = SessionSecret.mint()
    session = LoginSession(
        id=new_id("ls", now.timestamp()),
        account_id=account.id,
        token_hash=secret.hash(),
        user_agent=user_agent[:_USER_AGENT_MAX],
        address=address[:_ADDRESS_MAX],
        created_at=now,
        seen_at=now,
        expires_at=now + SESSION_LIFE,
    )
    work.session.add(session)
    account.last_sign_in_at = now
    return session, secret


async def see_session(work: Work, session_id: str, now: datetime) -> None:
    """Note that a browser was here: its session lasts longer."""
    seen = update(LoginSession).where(LoginSession.id == session_id)
    await work.session.execute(seen.values(seen_at=now, expires_at=now + SESSION_LIFE))


async def prove_session(work: Work, session_id: str, now: datetime) -> None:
    """Note that the person in front of a browser has just shown at a provider who they are."""
    seen = update(LoginSession).where(LoginSession.id == session_id)
    await work.session.execute(seen.values(proved_at=now))


async def close_session(work: Work, account_id: str, session_id: str) -> None:
    """Sign one browser out.

    Raises:
        LoginSessionNotFoundError: the account has no such session.
    """
    session = await work.session.get(LoginSession, session_id)
    if session is None or session.account_id != account_id:
        raise LoginSessionNotFoundError
    await work.session.delete(session)


async def close_sessions(work: Work, account_id: str, *, but: str | None = None) -> None:
    """Sign every browser of an account out, or every other."""
    await repository.remove_sessions(work, account_id, but=but)
