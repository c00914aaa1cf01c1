"""Mails to people: posted in the unit of work of the verb that causes them, sent afterwards with retries.

Knows no account: who is written to, in which language and with which code, is said by the domain that posts.
"""

from klieg.domains.mail.actions import post_mail
from klieg.domains.mail.models import Mail
from klieg.domains.mail.rules import MailKind, MailState

__all__ = ["Mail", "MailKind", "MailState", "post_mail"]
