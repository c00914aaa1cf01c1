"""The file of a backup: a compressed tar archive whose last member says what is in it."""

import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from pydantic import ValidationError

from klieg.adapters.backup.contents import Contents
from klieg.adapters.backup.errors import BackupError

CONTENTS = "contents.json"
SETTINGS = "settings.toml"
_COMPRESSION = 6


def rows_entry(table: str) -> str:
    """Return where the rows of a table are."""
    return f"rows/{table}.jsonl"


def object_entry(name: str) -> str:
    """Return where an object is."""
    return f"objects/{name}"


def secret_entry(name: str) -> str:
    """Return where a secret is."""
    return f"secrets/{name}"


class ArchiveWriter:
    """Writes members one after the other."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive

    @classmethod
    @contextmanager
    def create(cls, path: Path) -> Iterator[Self]:
        """Yield a writer; when the block ends well the file is at ``path`` (mode 0600), else nothing is.

        Raises:
            BackupError: there is a file already, or it cannot be written.
        """
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        if path.exists():
            raise BackupError(f"There is a file {path} already: choose another name, or remove it.")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_COMPRESSION) as archive:
                    yield cls(archive)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(path)
        except OSError as error:
            raise BackupError(f"The backup cannot be written to {path}: {error.strerror or error}.") from error
        finally:
            draft.unlink(missing_ok=True)

    def add(self, member: str, file: IO[bytes]) -> None:
        """Write what ``file`` holds, from its beginning."""
        info = tarfile.TarInfo(member)
        info.size = file.seek(0, os.SEEK_END)
        info.mode = 0o600
        file.seek(0)
        self._archive.addfile(info, file)


class ArchiveReader:
    """Reads members by name."""

    def __init__(self, archive: tarfile.TarFile, contents: Contents) -> None:
        self._archive = archive
        self.contents = contents

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Yield a reader.

        Raises:
            BackupError: there is no such file, or it is no backup, or one of another version's.
        """
        try:
            with tarfile.open(path, "r:gz") as archive:
                yield cls(archive, _read_contents(archive, path))
        except (OSError, EOFError, tarfile.TarError) as error:
            raise BackupError(f"{path} cannot be read as a backup: {error}.") from error

    def entry(self, name: str) -> IO[bytes]:
        """Return a member to read from.

        Raises:
            BackupError: it is missing.
        """
        return _member(self._archive, name)


def _read_contents(archive: tarfile.TarFile, path: Path) -> Contents:
    try:
        return Contents.model_validate_json(_member(archive, CONTENTS).read())
    except ValidationError as error:
        raise BackupError(f"{path} is no backup that this version of Klieg can read.") from error


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        file = archive.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise BackupError(f"The backup is not whole: it lacks {name}.")
    return file
