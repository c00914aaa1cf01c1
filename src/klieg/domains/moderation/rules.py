"""Pure decisions about bans, and about those who may make them."""

from dataclasses import dataclass

from klieg.domains.moderation.errors import (
    BannedModeratorError,
    ModeratorBanError,
    OwnerBanError,
    OwnerModeratesError,
    TooManyBansError,
    TooManyModeratorsError,
)

MAX_BANS = 10_000
"""Of one channel: the node that has it on the air holds them all."""
MAX_MODERATORS = 50
REASON_MAX = 200
REASON_PATTERN = r"^[^\x00-\x1f\x7f]+$"


@dataclass(frozen=True, slots=True)
class Authority:
    """By what right somebody acts on a channel.

    Attributes:
        account_id: Whose; None: the operator's.
        as_moderator: They were appointed, and are neither its owner nor an admin.
    """

    account_id: str | None
    as_moderator: bool = False


def check_ban(owner_id: str | None, account_id: str, count: int) -> None:
    """Return when one more account may be banned.

    Args:
        owner_id: Whose channel it is; none: the operator's.
        account_id: Who is to be banned.
        count: How many are.

    Raises:
        OwnerBanError: it is the owner.
        TooManyBansError: there are too many.
    """
    if account_id == owner_id:
        raise OwnerBanError
    if count >= MAX_BANS:
        raise TooManyBansError(MAX_BANS)


def check_rank(authority: Authority, *, moderates: bool) -> None:
    """Return when who asks stands above whom they want to ban.

    Args:
        authority: Of who asks.
        moderates: Whether the one to be banned moderates the channel.

    Raises:
        ModeratorBanError: both moderate it.
    """
    if moderates and authority.as_moderator:
        raise ModeratorBanError


def check_appointment(owner_id: str | None, account_id: str, *, banned: bool, count: int) -> None:
    """Return when an account may become a moderator.

    Args:
        owner_id: Whose channel it is; none: the operator's.
        account_id: Who is to moderate it.
        banned: Whether that account may not watch.
        count: How many moderate it already.

    Raises:
        OwnerModeratesError: it is the owner.
        BannedModeratorError: it is banned.
        TooManyModeratorsError: there are too many.
    """
    if account_id == owner_id:
        raise OwnerModeratesError
    if banned:
        raise BannedModeratorError
    if count >= MAX_MODERATORS:
        raise TooManyModeratorsError(MAX_MODERATORS)
