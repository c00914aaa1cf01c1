"""The commands, as one tree. Each module beside this one adds its own."""

from collections.abc import Callable, Sequence

import typer

from klieg.cli.account import account_app
from klieg.cli.admin_token import admin_token_app
from klieg.cli.backup import backup, restore
from klieg.cli.channel import channel_app
from klieg.cli.doctor_command import doctor
from klieg.cli.exit_codes import ExitCode
from klieg.cli.output import JsonFlag, print_json
from klieg.cli.roles import ROLES, run_role
from klieg.cli.seed import seed
from klieg.cli.stream import stream_app

_ROLE_TEXTS = {
    "serve": "Run everything on this machine: Valkey, control, a node and the demo channel.",
    "control": "Run control: the web app, the API and the background work.",
    "node": "Run a media node: takes encoders in, serves players.",
    "demo": "Keep the demo channel on the air.",
}
_EPILOG = "Exit codes: " + "; ".join(f"{code.value} {code.text}" for code in ExitCode) + "."


def make_app() -> typer.Typer:
    """Return the whole command tree."""
    app = typer.Typer(
        name="klieg",
        help="Klieg: self-hosted interactive live video.",
        epilog=_EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, text in _ROLE_TEXTS.items():
        app.command(name, help=text, hidden=name == "demo")(_role_command(name))
    app.add_typer(channel_app, name="channel")
    app.add_typer(account_app, name="user")
    app.add_typer(stream_app, name="stream")
    app.add_typer(admin_token_app, name="admin-token")
    app.command("seed")(seed)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("doctor")(doctor)
    app.command("version")(version)
    return app


def run_command(arguments: Sequence[str]) -> int:
    """Run one command of the tree and return its exit code."""
    try:
        make_app()(list(arguments), prog_name="klieg")
    except SystemExit as end:
        return int(end.code or 0)
    return ExitCode.OK


def version(*, as_json: JsonFlag = False) -> None:
    """Print the version of Klieg."""
    from klieg.kernel.version import VERSION  # noqa: PLC0415 - reads the package's metadata

    if as_json:
        print_json({"version": VERSION})
    else:
        print(VERSION)


def _role_command(name: str) -> Callable[[], None]:
    assert name in ROLES, "every role has its command"

    def command() -> None:
        raise typer.Exit(run_role(name))

    return command
