"""Who takes letters away by these settings: a mail server, the mailbox of the admins, or nobody."""

from collections.abc import Sequence

from klieg.adapters.mail.smtp_post import SmtpPost
from klieg.domains.mail import Delivery, Letter, MailState, Post
from klieg.kernel.settings import Settings


def open_post(settings: Settings) -> Post:
    """Return the post of these settings. Nothing is connected by this.

    Raises:
        SettingsError: the file of certificates cannot be read.
    """
    if settings.smtp_host:
        return SmtpPost(settings)
    return MailboxPost() if settings.captures_mail else NoPost()


class MailboxPost:
    """Keeps letters where admins read them."""

    async def send(self, letters: Sequence[Letter]) -> list[Delivery]:
        """Capture each."""
        return [Delivery(MailState.CAPTURED) for _ in letters]


class NoPost:
    """Takes nothing: letters wait for a mail server as long as they are good for something."""

    async def send(self, letters: Sequence[Letter]) -> list[Delivery]:
        """Put each off."""
        return [Delivery(MailState.QUEUED, "KLIEG_SMTP_HOST names no mail server.") for _ in letters]
