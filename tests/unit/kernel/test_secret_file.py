from pathlib import Path

import pytest

from klieg.kernel.secret_file import replacing_secret


def test_a_block_that_ends_well_leaves_the_new_secret(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret"
    with replacing_secret(file) as first:
        assert not file.exists()
    with replacing_secret(file) as second:
        assert file.read_text() == first
    assert file.read_text() == second != first
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("kept")
    with pytest.raises(ZeroDivisionError), replacing_secret(file):
        raise ZeroDivisionError
    assert file.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [file]
