from pathlib import Path

import pytest

from fuzz.driver import kept_crashes, list_targets, load_target, main, replay, seeds


@pytest.mark.parametrize("path", list_targets(), ids=lambda path: path.stem.removeprefix("test_"))
def test_seeds_and_kept_crashes_break_nothing(path: Path) -> None:
    target = load_target(path)
    for data in [*seeds(target), *(crash.read_bytes() for crash in kept_crashes(path))]:
        replay(target, data)


def test_a_folder_of_inputs_is_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one").write_bytes(b"\x80")
    (tmp_path / "two").write_bytes(bytes(100))
    assert main(["--replay", str(tmp_path), "rtp_packet", "rtcp_compound"]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["ok", "rtcp_compound", "2", "inputs"],
        ["ok", "rtp_packet", "2", "inputs"],
    ]
