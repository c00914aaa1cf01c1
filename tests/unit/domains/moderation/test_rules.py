"""Who may be banned."""

import pytest

from klieg.domains.moderation.errors import OwnerBanError, TooManyBansError
from klieg.domains.moderation.rules import MAX_BANS, check_ban


def test_anybody_but_the_owner() -> None:
    check_ban("ac_owner", "ac_other", 0)
    check_ban(None, "ac_other", MAX_BANS - 1)
    with pytest.raises(OwnerBanError):
        check_ban("ac_owner", "ac_owner", 0)


def test_the_number_is_bounded() -> None:
    with pytest.raises(TooManyBansError, match="10,000"):
        check_ban("ac_owner", "ac_other", MAX_BANS)
