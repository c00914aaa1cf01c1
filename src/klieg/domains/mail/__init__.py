"""Mails to people: posted in the unit of work of the verb that causes them, sent afterwards with retries.

Knows no account: who is written to, in which language and with which code, is said by the domain that posts.
"""

from klieg.domains.mail.actions import DueMail, forget_mails_before, post_mail, settle_mail, take_due_mails
from klieg.domains.mail.errors import MailboxOffError
from klieg.domains.mail.models import Mail
from klieg.domains.mail.ports import Letter, Post, Wording
from klieg.domains.mail.queries import any_mail_due, captured_mails
from klieg.domains.mail.rules import Delivery, MailKind, MailState

__all__ = [
    "Delivery",
    "DueMail",
    "Letter",
    "Mail",
    "MailKind",
    "MailState",
    "MailboxOffError",
    "Post",
    "Wording",
    "any_mail_due",
    "captured_mails",
    "forget_mails_before",
    "post_mail",
    "settle_mail",
    "take_due_mails",
]
