"""Who asks, and what each route asks of them.

A person is known by the cookie of a login session or by a personal token; the operator by the admin token; a node by
the internal secret. A token that is wrong is refused rather than ignored; a cookie that is none any more is nobody's.
Every route names one of the guards below; a test walks all routes and tries them as who may not.
"""

import hmac
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from klieg.api.control import Control, Controlled
from klieg.domains.channels import find_channel
from klieg.domains.identity import (
    SESSION_SEEN_EVERY,
    NotAllowedError,
    NotAuthorisedError,
    PersonalTokenSecret,
    Principal,
    Scope,
    SessionSecret,
    principal_by_session,
    principal_by_token,
    require_admin,
    see_session,
)
from klieg.domains.moderation import is_moderator
from klieg.domains.work import Reading, instant

_COOKIE = "klieg_session"
_person_scheme = HTTPBearer(
    scheme_name="token",
    description="A personal token, or the operator's in the file `admin-token` of the data folder.",
    auto_error=False,
)
_node_scheme = HTTPBearer(scheme_name="node", description="The internal secret.", auto_error=False)

type Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_person_scheme)]
type NodeCredentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_node_scheme)]


def cookie_name(control: Control) -> str:
    """Return the name of the cookie: behind TLS one that no subdomain and no plain page can set (RFC 6265bis 4.1.3)."""
    return f"__Host-{_COOKIE}" if control.settings.public_url.startswith("https:") else _COOKIE


async def find_principal(connection: HTTPConnection, control: Controlled, credentials: Credentials) -> Principal | None:
    """Return who asks, None when nobody says.

    Raises:
        NotAuthorisedError: a token is shown that is none.
    """
    now = instant(control.clock.wallclock())
    if credentials is not None:
        async with control.database.read() as reading:
            return await _by_token(reading, credentials.credentials, control)
    cookie = connection.cookies.get(cookie_name(control), "")
    secret = SessionSecret(cookie)
    if not secret.usable:
        return None
    async with control.database.read() as reading:
        found = await principal_by_session(reading, secret, now)
    if found is None:
        return None
    principal, seen_at = found
    if now - seen_at > SESSION_SEEN_EVERY and principal.session_id is not None:
        async with control.database.work() as work:
            await see_session(work, principal.session_id, now)
    return principal


async def _by_token(reading: Reading, text: str, control: Control) -> Principal:
    if not text.startswith(PersonalTokenSecret.prefix):
        return await require_admin(reading, text)
    secret = PersonalTokenSecret(text)
    found = await principal_by_token(reading, secret, instant(control.clock.wallclock())) if secret.usable else None
    if found is None:
        raise NotAuthorisedError("This personal token is none: it was revoked or has run out.")
    return found


type MaybePrincipal = Annotated[Principal | None, Depends(find_principal)]


async def anybody() -> None:
    """Let everybody in: said aloud, so that a route without a guard is a mistake."""


def signed_in(scope: Scope) -> Callable[..., Awaitable[Principal]]:
    """Return a guard that asks for an account, and of a token for a scope."""

    async def check(principal: MaybePrincipal) -> Principal:
        if principal is None or principal.account_id is None:
            raise NotAuthorisedError("Sign in, or send a personal token as `Authorization: Bearer …`.")
        return _with_scope(principal, scope)

    return check


async def signed_in_by_browser(principal: MaybePrincipal) -> Principal:
    """Ask for a login session: what opens an account is not done by its tokens."""
    if principal is None or principal.account_id is None:
        raise NotAuthorisedError("Sign in: this is done in a browser that is signed in.")
    if principal.session_id is None:
        raise NotAllowedError("A token may not do this: sign in with a browser.")
    return principal


def owner(scope: Scope, *, or_moderator: bool = False) -> Callable[..., Awaitable[Principal]]:
    """Return a guard that asks for the owner of the channel in the path, or an admin; of a token for a scope.

    Args:
        scope: Of tokens.
        or_moderator: Whether who was appointed to moderate the channel is let in too.
    """

    async def check(
        name: Annotated[str, Path(max_length=100)], control: Controlled, principal: MaybePrincipal
    ) -> Principal:
        if principal is None:
            raise NotAuthorisedError("Sign in, or send a token as `Authorization: Bearer …`.")
        _with_scope(principal, scope)
        if principal.is_admin:
            return principal
        async with control.database.read() as reading:
            channel = await find_channel(reading, name)
            account_id = principal.account_id
            allowed = account_id is not None and channel.owner_id == account_id
            if or_moderator and account_id is not None and not allowed:
                allowed = await is_moderator(reading, channel.id, account_id)
        if not allowed:
            raise NotAllowedError("This channel is somebody else's.")
        return principal

    return check


async def admin(principal: MaybePrincipal) -> Principal:
    """Ask for an admin, or the operator."""
    if principal is None:
        raise NotAuthorisedError("This needs an admin: sign in, or send the admin token as `Authorization: Bearer …`.")
    if not principal.is_admin:
        raise NotAllowedError("Only admins may do this.")
    return principal


async def node(control: Controlled, credentials: NodeCredentials) -> None:
    """Ask for the internal secret."""
    given = credentials.credentials if credentials else ""
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), control.internal_secret.encode()):
        raise NotAuthorisedError("This needs the internal secret that control and nodes share.")


def _with_scope(principal: Principal, scope: Scope) -> Principal:
    if not principal.may(scope):
        raise NotAllowedError(f"This token lacks the scope {scope}.")
    return principal


Anybody = Depends(anybody)
NOBODY_TOO: dict[str, Any] = {"security": [{}]}
"""For the document, where a token may be shown and need not."""
OwnerOnly = Depends(owner(Scope.CHANNEL))
OwnerReads = Depends(owner(Scope.READ))
ModeratorOnly = Depends(owner(Scope.MODERATE, or_moderator=True))
ModeratorReads = Depends(owner(Scope.READ, or_moderator=True))
AdminOnly = Depends(admin)
NodeOnly = Depends(node)
type Admin = Annotated[Principal, AdminOnly]
type Reader = Annotated[Principal, Depends(signed_in(Scope.READ))]
type Follower = Annotated[Principal, Depends(signed_in(Scope.FOLLOW))]
type ModeratorToo = Annotated[Principal, Depends(signed_in(Scope.MODERATE))]
type Streamer = Annotated[Principal, Depends(signed_in(Scope.CHANNEL))]
type InBrowser = Annotated[Principal, Depends(signed_in_by_browser)]
