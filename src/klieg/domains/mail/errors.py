"""Refusals of mail.

DomainError
└── MailboxOffError    captured mails are not to be read here
"""

from klieg.kernel.errors import DomainError


class MailboxOffError(DomainError):
    """There is a mail server, or the setting is off."""

    code = "mailbox_off"
    status = 404

    def __init__(self) -> None:
        super().__init__("No mails are kept here: there is a mail server (KLIEG_SMTP_HOST), or KLIEG_MAILBOX is false.")
