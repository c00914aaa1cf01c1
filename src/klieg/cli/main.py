"""Entry of the command ``klieg``.

A process of ``klieg serve`` (``klieg control``, ``klieg node``, ``klieg demo``) starts without the command line's
libraries: they would cost every start 0.1 s and every process 10 MB.
"""

import sys
from collections.abc import Callable, Sequence

from klieg.cli.exit_codes import ExitCode
from klieg.cli.roles import ROLES, run_role
from klieg.kernel.errors import DomainError, KliegError, SettingsError, UnavailableError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    return guard(lambda: _run(given))


def _run(arguments: Sequence[str]) -> int:
    if len(arguments) == 1 and arguments[0] in ROLES:
        return run_role(arguments[0])
    from klieg.cli.app import run_command  # noqa: PLC0415 - only commands pay for typer

    return run_command(arguments)


def guard(run: Callable[[], int]) -> int:
    """Turn an error raised on purpose into its sentence and exit code. Anything else is a fault and keeps its trace."""
    try:
        return run()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except KliegError as error:
        print(f"klieg: {error}", file=sys.stderr)
        return _code_of(error)


def _code_of(error: KliegError) -> ExitCode:
    match error:
        case DomainError():
            return ExitCode.REFUSED
        case SettingsError():
            return ExitCode.STARTUP
        case UnavailableError():
            return ExitCode.UNAVAILABLE
        case _:
            return ExitCode.UNEXPECTED
