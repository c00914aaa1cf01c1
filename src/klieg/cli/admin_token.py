"""``klieg admin-token …``."""

import typer

from klieg.cli.acting import act
from klieg.cli.output import JsonFlag, print_json
from klieg.kernel.secret_file import replacing_secret
from klieg.kernel.settings import load_settings

admin_token_app = typer.Typer(help="The credential of the administrator.", no_args_is_help=True)


@admin_token_app.callback()
def admin_token() -> None:
    """Keep `reset` a command of its own: typer would make the only command of a group the group itself."""


@admin_token_app.command("reset")
def reset(*, as_json: JsonFlag = False) -> None:
    """Replace the admin token, lost or leaked, and write the new one to the file admin-token of the data folder."""
    path = load_settings().data_dir / "admin-token"
    with replacing_secret(path) as secret:
        act(lambda application: application.replace_admin_token(secret))
    if as_json:
        print_json({"admin_token_file": str(path)})
    else:
        print(f"The admin token is new: it is in {path}. The old one no longer works.")
