"""``klieg backup`` and ``klieg restore``."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from klieg.cli.asking import ask
from klieg.cli.output import JsonFlag, print_json
from klieg.kernel.clock import SystemClock
from klieg.kernel.errors import DomainError, SettingsError
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings, load_settings
from klieg.supervisor.lock import find_holder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from klieg.adapters.backup import Contents
    from klieg.adapters.database import Database
    from klieg.storage.object_store import ObjectStore

    type Act = Callable[[Database, ObjectStore], Awaitable[Contents]]

File = Annotated[Path, typer.Argument(help="The backup, e.g. klieg.tar.gz.", show_default=False)]


def backup(file: File, *, as_json: JsonFlag = False) -> None:
    """Write rows, pictures, secrets and settings into one new file, also while Klieg runs.

    The file opens this installation: keep it as you keep a key. What is on the air now is not in it.
    """
    from klieg.adapters.backup import back_up  # noqa: PLC0415 - only this command needs it
    from klieg.domains.work import instant  # noqa: PLC0415 - same

    settings = _settings()
    now = instant(SystemClock().wallclock())
    contents = asyncio.run(_act(settings, lambda database, objects: back_up(settings, database, objects, file, now)))
    _tell(f"Wrote {file}", contents, as_json=as_json)


def restore(
    file: File,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Remove all that is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Make this installation the one of a backup, on either database, while Klieg does not run.

    Every row and object is compared with the backup; what differs undoes it. The settings it ran with are written to
    restored-settings.toml in the data folder, for you to take over.
    """
    from klieg.adapters.backup import restore as restore_backup  # noqa: PLC0415 - only this command needs it

    settings = _settings()
    holder = find_holder(settings.data_dir)
    if holder is not None:
        raise SettingsError(f"`klieg serve` (process {holder}) runs on {settings.data_dir}: stop it first.")
    if replace and not yes:
        ask(f"Remove all that is in {settings.data_dir} and its database, and restore {file}?")
    contents = asyncio.run(
        _act(
            settings,
            lambda database, objects: restore_backup(settings, database, objects, file, replace=replace),
        )
    )
    _tell(f"Restored {file}", contents, as_json=as_json)


async def _act(settings: Settings, act: "Act") -> "Contents":
    import klieg.bootstrap  # noqa: F401, PLC0415 - with it every domain's tables are known
    from klieg.adapters.backup import BackupError  # noqa: PLC0415 - only these commands need it
    from klieg.adapters.database import migrate, open_database  # noqa: PLC0415 - same
    from klieg.storage.object_store import ObjectStore  # noqa: PLC0415 - same

    try:
        async with open_database(settings, SystemClock()) as database:
            await migrate(database)
            return await act(database, ObjectStore.of_settings(settings))
    except BackupError as error:
        raise DomainError(str(error)) from error


def _settings() -> Settings:
    settings = load_settings()
    configure_log("warning", settings.log_format, process="cli")
    return settings


def _tell(done: str, contents: "Contents", *, as_json: bool) -> None:
    if as_json:
        print_json(contents.model_dump(mode="json"))
        return
    rows, tables, objects = contents.row_count, len(contents.tables), len(contents.objects)
    print(f"{done}: {rows} rows of {tables} tables, {objects} objects, {len(contents.secrets)} secrets.")
