"""``docs/operate/cli.md``."""

from collections.abc import Iterator
from typing import Any

import typer

from klieg.cli.app import make_app
from klieg.cli.exit_codes import ExitCode

_HEAD = """\
# The command line

`.venv/bin/klieg` (or `python -m klieg`). It acts on the database named by the [settings](settings.md), so it works
whether or not a server runs; what a running server must do, such as dropping an encoder, reaches it through the
database. `--json` prints one JSON document to standard output with the field names of the API. What goes wrong is one
sentence on standard error. This page is written by `make docs`.

"""


def write_commands_page() -> str:
    """Return the page."""
    group: Any = typer.main.get_command(make_app())
    sections = [section for name, command in group.commands.items() for section in _sections(f"klieg {name}", command)]
    return _HEAD + "\n".join(sections) + "\n" + _exit_codes()


def _sections(name: str, command: Any) -> Iterator[str]:
    if command.hidden:
        return
    if not hasattr(command, "commands"):
        yield _section(name, command)
        return
    for child_name, child in command.commands.items():
        yield from _sections(f"{name} {child_name}", child)


def _section(name: str, command: Any) -> str:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    usage = " ".join([name, *(parameter.name.upper() for parameter in arguments), *(["[OPTIONS]"] if options else [])])
    lines = [f"## {name}", "", command.help.strip(), "", "```", usage, "```", ""]
    if arguments or options:
        lines += ["| argument | meaning |", "|---|---|"]
        lines += [f"| `{parameter.name.upper()}` | {parameter.help} |" for parameter in arguments]
        lines += [f"| {_spelling(parameter)} | {parameter.help} |" for parameter in options]
        lines += [""]
    return "\n".join(lines)


def _spelling(parameter: Any) -> str:
    value = "" if parameter.is_flag else f" {parameter.name.upper()}"
    return ", ".join(f"`{spelling}{value}`" for spelling in [*parameter.opts, *parameter.secondary_opts])


def _exit_codes() -> str:
    rows = [f"| {code.value} | {code.text} |" for code in ExitCode]
    return "\n".join(["## Exit codes", "", "| code | meaning |", "|---|---|", *rows, ""])
