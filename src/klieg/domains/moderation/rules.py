"""Pure decisions about bans."""

from klieg.domains.moderation.errors import OwnerBanError, TooManyBansError

MAX_BANS = 10_000
"""Of one channel: the node that has it on the air holds them all."""
REASON_MAX = 200
REASON_PATTERN = r"^[^\x00-\x1f\x7f]+$"


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
