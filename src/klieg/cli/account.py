"""``klieg user …``."""

import sys
from typing import Annotated

import typer

from klieg.cli.acting import administer
from klieg.cli.asking import ask
from klieg.cli.made_up_password import made_up_password
from klieg.cli.output import JsonFlag, print_json, print_view, print_views

account_app = typer.Typer(help="Make, look at, suspend and remove people's accounts.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the account, in any case.", show_default=False)]

_TITLES = {
    "name": "Name",
    "mail": "Mail",
    "role": "Role",
    "verified": "Verified",
    "suspended": "Suspended",
    "created_at": "Made",
    "last_sign_in_at": "Last signed in",
}
_COLUMNS = {
    "name": "NAME",
    "mail": "MAIL",
    "role": "ROLE",
    "verified": "VERIFIED",
    "suspended": "SUSPENDED",
    "last_sign_in_at": "LAST SIGNED IN",
}
_PAGE = 200


@account_app.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Name of the account to be.", show_default=False)],
    *,
    mail: Annotated[str, typer.Option(help="Mail address; nothing is sent to it, it counts as verified.")],
    role: Annotated[str, typer.Option(help="viewer, streamer or admin; all but a viewer get a channel.")] = "streamer",
    language: Annotated[str, typer.Option(help="Of the mails to come: en or de.")] = "en",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make an account that is good at once. Unless a password is given, one is made up and shown this once."""
    from klieg.domains.identity import Role, SignUp  # noqa: PLC0415 - 0.1 s that --help need not wait for

    if role not in set(Role):
        raise typer.BadParameter(f"{role} is none of viewer, streamer and admin", param_hint="'--role'")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else made_up_password()
    fields = {"name": name, "mail": mail, "password": password, "language": language}
    view = administer(lambda admin: admin.create_account(SignUp.model_validate(fields), Role(role)))
    shown = {} if password_stdin else {"password": password}
    if as_json:
        print_json(view.model_dump(mode="json") | shown)
        return
    print_view(view, _TITLES, as_json=False)
    if shown:
        print(f"\nThe password is {password}\nIt is shown this once: pass it on, and have it changed.")


@account_app.command("list")
def list_accounts(
    *,
    search: Annotated[str, typer.Option(help="Only names and mail addresses with this in them.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """List the accounts in order of name."""
    accounts = []
    after: str | None = ""
    while after is not None:
        start = after
        page = administer(lambda admin: admin.list_accounts(after=start, search=search, limit=_PAGE))  # noqa: B023 - called at once
        accounts += page.accounts
        after = page.next_after
    nothing = "No accounts: make one with `klieg user create NAME --mail ADDRESS`."
    print_views(accounts, _COLUMNS, as_json=as_json, nothing=nothing)


@account_app.command("suspend")
def suspend(name: Name, *, as_json: JsonFlag = False) -> None:
    """Let an account in no more: it is signed out everywhere, and what it has on the air ends."""
    _change(name, {"suspended": True}, as_json=as_json)


@account_app.command("reinstate")
def reinstate(name: Name, *, as_json: JsonFlag = False) -> None:
    """Let a suspended account in again."""
    _change(name, {"suspended": False}, as_json=as_json)


@account_app.command("make-admin")
def make_admin(name: Name, *, as_json: JsonFlag = False) -> None:
    """Make an account an admin: it may do everything, also to other people's accounts and channels."""
    _change(name, {"role": "admin"}, as_json=as_json)


@account_app.command("remove-factors")
def remove_factors(name: Name, *, as_json: JsonFlag = False) -> None:
    """Take authenticator app, passkeys and recovery codes off an account whose owner has lost them. They are told."""
    administer(lambda admin: admin.remove_factors(name))
    if as_json:
        print_json({"without_factors": name})
    else:
        print(f"{name} signs in with the password alone.")


@account_app.command("delete")
def delete(
    name: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete an account with its channel and everything else that belongs to it; what is on the air ends."""
    if not yes:
        ask(f"Delete the account {name} with everything that belongs to it?")
    administer(lambda admin: admin.delete_account(name))
    if as_json:
        print_json({"deleted": name})
    else:
        print(f"Deleted {name}.")


def _change(name: str, change: dict[str, object], *, as_json: bool) -> None:
    from klieg.domains.identity import AdministerAccount  # noqa: PLC0415 - 0.1 s that --help need not wait for

    wanted = AdministerAccount.model_validate(change)
    print_view(administer(lambda admin: admin.administer(name, wanted)), _TITLES, as_json=as_json)
