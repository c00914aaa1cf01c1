"""The mailbox of the admins, where mails are read while there is no mail server."""

import httpx

from fakes.control.running_control import RunningControl, run_in_loop, until
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import instant
from klieg.kernel.settings import Settings

CODE = "482913"
MAILBOX = "/api/v1/admin/mailbox"


async def test_without_a_mail_server_the_admin_reads_them(running: RunningControl) -> None:
    for name in ("ada", "grace"):
        await _post_verification(running, f"{name}@Example.org")

    async def mails(**query: str | int) -> list[dict[str, str]]:
        response = await running.admin.get(MAILBOX, params=query)
        assert response.status_code == httpx.codes.OK, response.text
        assert response.headers["cache-control"] == "no-store"
        found: list[dict[str, str]] = response.json()["mails"]
        return found

    newest, oldest = await until(mails, lambda found: len(found) == 2)
    assert (oldest["to"], newest["to"]) == ("ada@Example.org", "grace@Example.org")
    assert CODE in oldest["text"]
    assert "http://localhost:8080/login?code=x" in oldest["html"]
    assert await mails(to="ADA@example.ORG") == [oldest]
    page = (await running.admin.get(MAILBOX, params={"limit": 1})).json()
    assert page == {"mails": [newest], "next_before": newest["id"]}
    assert await mails(before=newest["id"]) == [oldest]
    assert (await running.anybody.get(MAILBOX)).status_code == httpx.codes.UNAUTHORIZED


async def test_with_a_mail_server_there_is_no_mailbox(sqlite_settings: Settings) -> None:
    update = {"smtp_host": "localhost", "public_url": "https://a.example"}
    async with run_in_loop(Settings.model_validate(sqlite_settings.model_dump() | update)) as running:
        response = await running.admin.get(MAILBOX)
    assert (response.status_code, response.json()["code"]) == (404, "mailbox_off")


async def _post_verification(running: RunningControl, to: str = "ada@example.org") -> None:
    values = {"name": "Ada", "code": CODE, "link": "/login?code=x", "valid_hours": "24"}
    now = instant(running.control.clock.wallclock())
    async with running.control.database.work() as work:
        post_mail(work, to=to, kind=MailKind.VERIFY_ADDRESS, language="en", values=values, now=now)
