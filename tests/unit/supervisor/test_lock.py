import os
from pathlib import Path

import pytest

from klieg.kernel.errors import SettingsError
from klieg.supervisor.lock import find_holder, hold_data_folder


def test_the_folder_is_made_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    with hold_data_folder(folder):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_second_holder_is_refused_with_the_first_ones_number_and_a_remedy(tmp_path: Path) -> None:
    with hold_data_folder(tmp_path), pytest.raises(SettingsError) as refused, hold_data_folder(tmp_path):
        pass
    assert str(os.getpid()) in str(refused.value)
    assert "KLIEG_DATA_DIR" in str(refused.value)


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with hold_data_folder(tmp_path):
        pass
    with hold_data_folder(tmp_path):
        assert find_holder(tmp_path) == os.getpid()
    assert find_holder(tmp_path) is None


def test_nobody_holds_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert find_holder(tmp_path / "none") is None


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with (
        pytest.raises(SettingsError, match=r"KLIEG_DATA_DIR has the value .*data"),
        hold_data_folder(tmp_path / "data"),
    ):
        pass
