"""One ``klieg serve`` a data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX

LOCK_NAME = "serve.lock"


@contextmanager
def hold_data_folder(data_dir: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel releases it however this process ends.

    Raises:
        SettingsError: another ``klieg serve`` holds it, or the folder cannot be written.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(data_dir / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIR has the value {str(data_dir)!r}, which cannot be used: {error.strerror}. "
            "Name a folder that this user can write."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(descriptor)
        raise SettingsError(
            f"Another `klieg serve` (process {holder}) already runs on {data_dir.resolve()}: "
            f"stop it, or give this one a folder of its own with {PREFIX}DATA_DIR."
        ) from error
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)


def find_holder(data_dir: Path) -> int | None:
    """Return the process that holds the folder, or None when nobody does."""
    try:
        descriptor = os.open(data_dir / LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        text = os.pread(descriptor, 32, 0).strip()
        return int(text) if text.isdigit() else 0
    finally:
        os.close(descriptor)
    return None
