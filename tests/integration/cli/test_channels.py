import asyncio
from pathlib import Path

import pytest

from integration.cli.conftest import Ask
from klieg.adapters.database import open_database
from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import main
from klieg.domains import identity
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings

PROMISED = {"name", "ingest_url", "stream_key", "playback_url", "is_live", "viewer_count", "started_at"}


def test_a_new_channel_has_everything_an_encoder_and_a_player_need(ask: Ask) -> None:
    channel = ask("channel", "create", "evening", "--title", "The evening", "--latency-mode", "normal")
    assert channel.keys() >= PROMISED
    assert channel["name"] == "evening"
    assert channel["title"] == "The evening"
    assert channel["latency_mode"] == "NORMAL"
    assert channel["stream_key"].startswith("sk_")
    assert channel["ingest_url"] == "rtmp://localhost:19351/live"
    assert (channel["is_live"], channel["viewer_count"], channel["started_at"]) == (False, 0, None)


def test_a_channel_is_made_and_changed_with_every_option(ask: Ask) -> None:
    made = ask("channel", "create", "evening", "--type", "advanced_hd", "--latency", "ultra_low", "--secure-ingest")
    assert (made["type"], made["preset"]) == ("ADVANCED_HD", "HIGHER_BANDWIDTH_DELIVERY")
    assert (made["latency_mode"], made["insecure_ingest"]) == ("ULTRA_LOW", False)
    options = ("--type", "standard", "--multitrack", "allow", "--maximum-resolution", "hd", "--insecure-ingest")
    revised = ask("channel", "set", "evening", *options, "--title", "Night")
    assert (revised["type"], revised["preset"], revised["insecure_ingest"]) == ("STANDARD", None, True)
    assert revised["multitrack"] == {"policy": "ALLOW", "maximum_resolution": "HD"}
    assert (revised["title"], revised["latency_mode"]) == ("Night", "ULTRA_LOW")
    assert ask("channel", "set", "evening", "--title", "")["title"] is None
    assert ask("channel", "show", "evening")["multitrack"]["policy"] == "ALLOW"


def test_a_pull_is_set_and_ended(ask: Ask) -> None:
    ask("channel", "create", "evening")
    assert ask("channel", "pull", "evening", "rtmp://user:secret@tv.example/x")["pull_url"] == (
        "rtmp://user:***@tv.example/x"
    )
    assert ask("channel", "stop-pull", "evening")["pull_url"] is None


def test_a_change_names_something(capsys: pytest.CaptureFixture[str], ask: Ask) -> None:
    ask("channel", "create", "evening")
    assert main(["channel", "set", "evening"]) == ExitCode.USAGE
    assert "--title" in capsys.readouterr().err


def test_people_read_what_goes_together(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask("channel", "create", "evening")
    assert main(["channel", "set", "evening", "--preset", "constrained_bandwidth_delivery"]) == ExitCode.REFUSED
    assert "ADVANCED_HD" in capsys.readouterr().err
    assert main(["channel", "show", "evening"]) == ExitCode.OK
    assert "Multitrack       REFUSE, FULL_HD\n" in capsys.readouterr().out


def test_a_lost_admin_token_is_replaced(ask: Ask, installation: Path) -> None:
    ask("channel", "list")
    file = installation / "admin-token"
    first = file.read_text()
    file.unlink()
    assert ask("admin-token", "reset") == {"admin_token_file": str(file)}
    second = file.read_text()
    assert second != first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in installation.glob("admin-token*")] == ["admin-token"]
    assert asyncio.run(is_admins(installation, second))
    assert not asyncio.run(is_admins(installation, first))


async def is_admins(data_dir: Path, token: str) -> bool:
    async with open_database(Settings(data_dir=data_dir), SystemClock()) as database, database.read() as reading:
        try:
            await identity.require_admin(reading, token)
        except identity.NotAuthorisedError:
            return False
        return True


def test_channels_are_listed_and_shown_with_the_same_fields(ask: Ask) -> None:
    created = [ask("channel", "create", name) for name in ("evening", "attic")]
    assert ask("channel", "list") == sorted(created, key=lambda channel: str(channel["name"]))
    assert ask("channel", "show", "evening") == created[0]


def test_the_publish_address_is_the_ingest_address_with_the_key(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    channel = ask("channel", "create", "evening")
    assert main(["channel", "publish-url", "evening"]) == ExitCode.OK
    assert capsys.readouterr().out.strip() == f"{channel['ingest_url']}/{channel['stream_key']}"


def test_a_reset_gives_another_key(ask: Ask) -> None:
    before = ask("channel", "create", "evening")
    after = ask("channel", "reset-key", "evening")
    assert after["stream_key"] != before["stream_key"]
    assert ask("channel", "show", "evening") == after


def test_deleting_asks_and_without_anybody_to_ask_does_nothing(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("channel", "create", "evening")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["channel", "delete", "evening"]) == ExitCode.USAGE
    assert "--yes" in capsys.readouterr().err
    assert [channel["name"] for channel in ask("channel", "list")] == ["evening"]


def test_deleting_with_yes(ask: Ask) -> None:
    ask("channel", "create", "evening")
    assert ask("channel", "delete", "evening", "--yes") == {"deleted": "evening"}
    assert ask("channel", "list") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["channel", "show", "nobody"],
        ["channel", "delete", "nobody", "--yes"],
        ["channel", "reset-key", "nobody"],
        ["channel", "publish-url", "nobody"],
        ["stream", "stop", "nobody"],
        ["channel", "create", "No Name"],
        ["channel", "create", "admin"],
    ],
)
def test_what_the_product_refuses_is_a_sentence_and_code_1(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == ExitCode.REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("klieg: ")
    assert said.err.count("\n") == 1


def test_a_name_is_taken_once(ask: Ask) -> None:
    ask("channel", "create", "evening")
    assert main(["channel", "create", "evening"]) == ExitCode.REFUSED


def test_nothing_is_on_the_air(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("stream", "list") == []
    assert main(["stream", "list"]) == ExitCode.OK
    assert capsys.readouterr().out == "Nothing is on the air.\n"


def test_tables_for_people_show_no_key_in_lists(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    key = ask("channel", "create", "evening")["stream_key"]
    assert main(["channel", "list"]) == ExitCode.OK
    assert key not in capsys.readouterr().out
    assert main(["channel", "show", "evening"]) == ExitCode.OK
    assert key in capsys.readouterr().out


def test_a_wrong_setting_is_a_sentence_and_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLIEG_HTTP_PORT", "eighty")
    assert main(["channel", "list"]) == ExitCode.STARTUP
    said = capsys.readouterr().err
    assert "KLIEG_HTTP_PORT" in said
    assert "eighty" in said


def test_a_database_that_is_away_is_code_4(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], free_port: int
) -> None:
    monkeypatch.setenv("KLIEG_DATABASE_URL", f"postgresql://nobody:secret@127.0.0.1:{free_port}/none")
    assert main(["channel", "list"]) == ExitCode.UNAVAILABLE
    said = capsys.readouterr().err
    assert "KLIEG_DATABASE_URL" in said
    assert "secret" not in said
