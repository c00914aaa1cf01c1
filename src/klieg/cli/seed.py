"""``klieg seed``."""

from typing import Annotated

import typer

from klieg.cli.acting import populate
from klieg.cli.asking import ask
from klieg.cli.made_up_password import made_up_password
from klieg.cli.output import JsonFlag, print_json


def seed(
    *,
    users: Annotated[int, typer.Option(min=0, max=100_000, help="How many accounts to make, with channels.")] = 20,
    sessions: Annotated[int, typer.Option(min=0, max=1_000_000, help="How many past stream sessions of theirs.")] = 100,
    undo: Annotated[bool, typer.Option("--undo", help="Delete all accounts that were made so.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before --undo.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Fill an installation with made-up people, to try things out; --undo removes them and all that is theirs."""
    if undo:
        if not yes:
            ask("Delete all made-up accounts with everything that belongs to them?")
        removed = populate(lambda seeding: seeding.unseed())
        if as_json:
            print_json({"deleted": removed.accounts})
        else:
            print(f"Deleted {removed.accounts} accounts.")
        return
    password = made_up_password()
    made = populate(lambda seeding: seeding.seed(users, sessions, password))
    if as_json:
        print_json(made.model_dump() | {"password": password})
    else:
        print(f"Made {made.accounts} accounts with {made.stream_sessions} stream sessions. Their password: {password}")
