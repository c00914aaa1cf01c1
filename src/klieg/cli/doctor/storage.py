"""Can the data folder be written, and is there room?"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from klieg.cli.doctor.finding import Finding, failed, ok, warning
from klieg.kernel.settings import PREFIX, Settings

ADVISED_FREE_BYTES = 2 * 1024**3
LEAST_FREE_BYTES = 100 * 1024**2


def check_storage(settings: Settings) -> Iterator[Finding]:
    """Yield whether files can be made in the data folder, and how much room there is."""
    folder = _nearest_existing(settings.data_dir.resolve())
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"klieg")
            probe.flush()
    except OSError as error:
        remedy = f"Make {folder} writable for this user, or set {PREFIX}DATA_DIR to a folder that is."
        yield failed("data folder", f"{folder} cannot be written: {error.strerror}", remedy)
        return
    made = "" if folder == settings.data_dir.resolve() else ", will be made"
    yield ok("data folder", f"{settings.data_dir.resolve()}{made}")
    yield _check_room(folder)


def _check_room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1024**3:.1f} GiB free"
    remedy = f"Remove files, or set {PREFIX}DATA_DIR to a folder on a larger disk."
    if free < LEAST_FREE_BYTES:
        return failed("disk", detail, remedy)
    if free < ADVISED_FREE_BYTES:
        return warning("disk", detail, remedy)
    return ok("disk", detail)


def _nearest_existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.is_dir())
