from pathlib import Path

import pytest

from klieg.adapters.database.address import database_address, prepare_folder
from klieg.kernel.errors import SettingsError


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("postgresql://u:p@db:5433/klieg", "postgresql+asyncpg://u:p@db:5433/klieg"),
        ("postgres://db/klieg", "postgresql+asyncpg://db/klieg"),
        ("sqlite:////var/lib/klieg.db", "sqlite+aiosqlite:////var/lib/klieg.db"),
    ],
)
def test_the_asynchronous_driver_is_filled_in(setting: str, expected: str) -> None:
    assert database_address(setting, Path("data")).render_as_string(hide_password=False) == expected


def test_without_a_setting_it_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert database_address("", tmp_path).database == str(tmp_path / "klieg.db")


def test_what_is_no_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError, match="KLIEG_DATABASE_URL") as refused:
        database_address("postgresql//user:hidden@host", Path("data"))
    assert "hidden" not in str(refused.value)


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    prepare_folder(database_address(f"sqlite:///{tmp_path}/new/deep/klieg.db", tmp_path))
    assert (tmp_path / "new" / "deep").is_dir()
