import asyncio

import pytest

from integration.cli.conftest import Ask
from klieg.api.views import SessionPage
from klieg.bootstrap import open_application
from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import main
from klieg.kernel.settings import load_settings


async def sessions_of(channel: str) -> SessionPage:
    async with open_application(load_settings()) as application:
        return await application.list_sessions(channel, before=None, limit=10)


def test_made_up_people_come_and_go_and_real_ones_stay(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask("user", "create", "Ada_L", "--mail", "ada@not-seed.invalid.example")
    made = ask("seed", "--users", "60", "--sessions", "130")
    assert (made["accounts"], made["stream_sessions"]) == (60, 130)
    assert ask("seed", "--users", "2", "--sessions", "0")["accounts"] == 2
    sessions = asyncio.run(sessions_of("seed_00001")).sessions
    assert [session.end_reason for session in sessions] == ["publisher_left"] * 3
    began = [session.created_at for session in sessions]
    assert began == sorted(began, reverse=True)
    assert all(session.started_at and session.ended_at for session in sessions)
    accounts = ask("user", "list")
    assert len(accounts) == 63
    assert {account["role"] for account in accounts} == {"streamer"}
    channels = ask("channel", "list")
    assert len(channels) == 63
    assert sum(channel["title"] is not None for channel in channels) == 62
    assert main(["seed", "--undo"]) == ExitCode.USAGE
    assert "--yes" in capsys.readouterr().err
    assert ask("seed", "--undo", "--yes") == {"deleted": 62}
    assert [account["name"] for account in ask("user", "list")] == ["Ada_L"]
    assert [channel["name"] for channel in ask("channel", "list")] == ["ada_l"]
