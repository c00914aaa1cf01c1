"""What people see of accounts."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from klieg.api.picture_addresses import avatar_url
from klieg.api.views import View
from klieg.domains.audit import AuditEntry
from klieg.domains.identity import Account, LoginSession, PersonalToken, Role, Scope


class AccountView(View):
    """An account as its owner sees it."""

    name: str = Field(examples=["Ada_L"])
    mail: str = Field(examples=["ada@example.org"])
    role: Role
    color: str = Field(examples=["turquoise"])
    avatar: str = Field(description="The drawn one", examples=["hedgehog"])
    avatar_url: str = Field(
        description="The drawn one or a picture of their own, on the origin of the page",
        examples=["/avatars/hedgehog.svg", "/pictures/pc_0123456789abcdefghjkmn/256.webp"],
    )
    language: str = Field(examples=["en"])
    channel: str | None = Field(description="Name of the account's channel; none for viewers", examples=["ada_l"])
    has_password: bool = Field(description="Whether it has one, or opens with the OpenID provider alone")
    created_at: datetime


class SignedInView(View):
    """Who is signed in, and what a page needs to know before somebody is."""

    account: AccountView | None
    sign_up: Literal["open", "invite", "closed"]


class RegisteredView(View):
    """A new account."""

    name: str
    verification_needed: bool


class VerifiedView(View):
    """An account whose mail address is its owner's."""

    name: str


class LoginSessionView(View):
    """A browser that is signed in."""

    session_id: str
    current: bool = Field(description="Whether it is the one that asks")
    user_agent: str
    address: str
    created_at: datetime
    seen_at: datetime = Field(description="To the hour")


class LoginSessionList(View):
    """An account's login sessions, those seen last first."""

    sessions: list[LoginSessionView]


class PersonalTokenView(View):
    """A personal token, without its secret."""

    token_id: str
    label: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None


class MintedTokenView(PersonalTokenView):
    """A new personal token."""

    token: str = Field(description="Shown this once: `Authorization: Bearer …`")


class PersonalTokenList(View):
    """An account's personal tokens, newest first."""

    tokens: list[PersonalTokenView]


class ListedAccountView(View):
    """An account as an admin sees it."""

    name: str
    mail: str
    role: Role
    verified: bool
    suspended: bool
    created_at: datetime
    last_sign_in_at: datetime | None


class InvitationView(View):
    """A new invitation."""

    link: str = Field(description="Shown this once", examples=["http://localhost:8080/register?invite=Zk3…"])


class AccountPage(View):
    """Accounts in order of name."""

    accounts: list[ListedAccountView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class AuditEntryView(View):
    """A deed."""

    id: int
    at: datetime
    actor: str
    deed: str = Field(examples=["account_suspended"])
    subject: str
    address: str
    details: dict[str, str]


class AuditPage(View):
    """Deeds, newest first."""

    entries: list[AuditEntryView]
    next_before: int | None = Field(description="Pass as ``before`` to get older ones; null at the end")


def account_view(account: Account, channel_name: str | None) -> AccountView:
    """Return an account for its owner."""
    return AccountView(
        name=account.name,
        mail=account.mail,
        role=Role(account.role),
        color=account.color,
        avatar=account.avatar,
        avatar_url=avatar_url(account.avatar, account.avatar_picture),
        language=account.language,
        channel=channel_name,
        has_password=bool(account.password_hash),
        created_at=account.created_at,
    )


def login_session_view(session: LoginSession, current_id: str | None) -> LoginSessionView:
    """Return a session for its owner."""
    return LoginSessionView(
        session_id=session.id,
        current=session.id == current_id,
        user_agent=session.user_agent,
        address=session.address,
        created_at=session.created_at,
        seen_at=session.seen_at,
    )


def personal_token_view(token: PersonalToken) -> PersonalTokenView:
    """Return a token for its owner."""
    return PersonalTokenView(
        token_id=token.id,
        label=token.label,
        scopes=[Scope(scope) for scope in token.scopes],
        created_at=token.created_at,
        expires_at=token.expires_at,
    )


def listed_account_view(account: Account) -> ListedAccountView:
    """Return an account for an admin."""
    return ListedAccountView(
        name=account.name,
        mail=account.mail,
        role=Role(account.role),
        verified=account.verified_at is not None,
        suspended=account.suspended_at is not None,
        created_at=account.created_at,
        last_sign_in_at=account.last_sign_in_at,
    )


def audit_entry_view(entry: AuditEntry) -> AuditEntryView:
    """Return a deed for an admin."""
    return AuditEntryView(
        id=entry.id,
        at=entry.at,
        actor=entry.actor_name,
        deed=entry.deed,
        subject=entry.subject,
        address=entry.address,
        details=entry.details,
    )
