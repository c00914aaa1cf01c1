"""Asks a person before something that cannot be undone."""

import sys

import typer


def ask(question: str) -> None:
    """Return when the person says yes.

    Raises:
        typer.BadParameter: nobody is there.
        typer.Abort: the person says no.
    """
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody is there to ask: add --yes", param_hint="'--yes'")
    typer.confirm(question, abort=True)
