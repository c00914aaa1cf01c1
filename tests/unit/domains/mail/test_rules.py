from datetime import timedelta

import pytest

from klieg.domains.mail import MailKind
from klieg.domains.mail.rules import RETRY_FIRST, RETRY_MOST, check_details, retry_after


@pytest.mark.parametrize("kind", MailKind)
def test_each_kind_has_fields_and_an_end(kind: MailKind) -> None:
    assert kind.fields
    assert timedelta(minutes=30) < kind.good_for <= timedelta(days=2)


def test_the_details_are_those_the_words_need() -> None:
    check_details(MailKind.ACCOUNT_DELETED, {"name": "Ada"})
    with pytest.raises(AssertionError, match="filled in with"):
        check_details(MailKind.ACCOUNT_DELETED, {})
    with pytest.raises(AssertionError, match="filled in with"):
        check_details(MailKind.ACCOUNT_DELETED, {"name": "Ada", "password": "x"})


@pytest.mark.parametrize("link", ["https://elsewhere.example/reset", "//elsewhere.example/reset", "reset", ""])
def test_a_link_is_a_path_of_ours(link: str) -> None:
    with pytest.raises(AssertionError, match="path"):
        check_details(MailKind.PASSWORD_CHANGED, {"name": "Ada", "link": link})
    check_details(MailKind.PASSWORD_CHANGED, {"name": "Ada", "link": "/reset?username=ada"})


def test_waits_double_up_to_the_longest() -> None:
    waits = [retry_after(attempts) for attempts in range(1, 40)]
    assert waits[:3] == [RETRY_FIRST, 2 * RETRY_FIRST, 4 * RETRY_FIRST]
    assert waits == sorted(waits)
    assert waits[-1] == RETRY_MOST
