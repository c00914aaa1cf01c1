"""From the setting to SQLAlchemy's address."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from klieg.kernel.errors import SettingsError

_FILE = "klieg.db"


def database_address(database_url: str, data_dir: Path) -> URL:
    """Return the address with the async driver filled in; an empty setting is a file in the data folder.

    Raises:
        SettingsError: the setting is not an address.
    """
    if not database_url:
        return URL.create("sqlite+aiosqlite", database=str(data_dir.resolve() / _FILE))
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise SettingsError(
            "KLIEG_DATABASE_URL is not an address: it looks like postgresql://user:password@host/klieg "
            "or sqlite:////var/lib/klieg/klieg.db."
        ) from error
    return url.set(drivername="sqlite+aiosqlite" if url.drivername == "sqlite" else "postgresql+asyncpg")


def prepare_folder(url: URL) -> None:
    """Make the folder of a SQLite file."""
    if url.database and url.database != ":memory:" and url.get_backend_name() == "sqlite":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
