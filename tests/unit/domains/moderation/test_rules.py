"""Who may be banned, by whom, and who may moderate."""

import pytest

from klieg.domains.moderation.errors import (
    BannedModeratorError,
    ModeratorBanError,
    OwnerBanError,
    OwnerModeratesError,
    TooManyBansError,
    TooManyModeratorsError,
)
from klieg.domains.moderation.rules import (
    MAX_BANS,
    MAX_MODERATORS,
    Authority,
    check_appointment,
    check_ban,
    check_rank,
)


def test_anybody_but_the_owner() -> None:
    check_ban("ac_owner", "ac_other", 0)
    check_ban(None, "ac_other", MAX_BANS - 1)
    with pytest.raises(OwnerBanError):
        check_ban("ac_owner", "ac_owner", 0)


def test_the_number_is_bounded() -> None:
    with pytest.raises(TooManyBansError, match="10,000"):
        check_ban("ac_owner", "ac_other", MAX_BANS)


@pytest.mark.parametrize("as_moderator", [True, False])
@pytest.mark.parametrize("moderates", [True, False])
def test_moderators_do_not_ban_one_another(*, as_moderator: bool, moderates: bool) -> None:
    authority = Authority("ac_mia", as_moderator=as_moderator)
    if as_moderator and moderates:
        with pytest.raises(ModeratorBanError):
            check_rank(authority, moderates=moderates)
    else:
        check_rank(authority, moderates=moderates)


def test_who_may_watch_and_is_not_the_owner_may_moderate() -> None:
    check_appointment("ac_owner", "ac_mia", banned=False, count=MAX_MODERATORS - 1)
    check_appointment(None, "ac_mia", banned=False, count=0)
    with pytest.raises(OwnerModeratesError):
        check_appointment("ac_owner", "ac_owner", banned=False, count=0)
    with pytest.raises(BannedModeratorError):
        check_appointment("ac_owner", "ac_mia", banned=True, count=0)
    with pytest.raises(TooManyModeratorsError, match="50"):
        check_appointment("ac_owner", "ac_mia", banned=False, count=MAX_MODERATORS)
