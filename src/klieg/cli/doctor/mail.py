"""Does a mail server take our mails?"""

from collections.abc import AsyncIterator

from klieg.cli.doctor.finding import Finding, failed, ok, warning
from klieg.kernel.errors import SettingsError, UnavailableError
from klieg.kernel.settings import PREFIX, Settings


async def check_mail(settings: Settings) -> AsyncIterator[Finding]:
    """Yield whether the mail server lets us in, or what becomes of mails without one."""
    if settings.captures_mail:
        yield ok("mail", f"captured for admins to read, as there is no mail server ({PREFIX}SMTP_HOST)")
        return
    remedy = f"Name one in {PREFIX}SMTP_HOST: nobody can confirm an address or choose a new password."
    if not settings.smtp_host:
        yield warning("mail", "there is no mail server", remedy)
        return
    yield await _check_server(settings)


async def _check_server(settings: Settings) -> Finding:
    from klieg.adapters.mail.smtp_post import SmtpPost  # noqa: PLC0415 - doctor alone needs it

    place = f"{settings.smtp_host} port {settings.smtp_port}"
    try:
        await SmtpPost(settings).sign_in()
    except (SettingsError, UnavailableError) as error:
        return failed("mail", f"{place} does not let us in", str(error))
    return ok("mail", f"{place} lets us in ({settings.smtp_security})")
