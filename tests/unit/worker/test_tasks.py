import asyncio

import pytest

from klieg.kernel.clock import SystemClock
from klieg.kernel.errors import UnavailableError
from klieg.worker import tasks
from klieg.worker.tasks import running


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "RETRY_FIRST_S", 0.001)


@pytest.mark.parametrize("error", [UnavailableError("away"), ValueError("bug"), None])
async def test_a_task_that_ends_begins_again(error: Exception | None) -> None:
    restarted: list[str] = []
    second = asyncio.Event()

    async def run() -> None:
        if restarted:
            second.set()
            await asyncio.Event().wait()
        if error is not None:
            raise error

    async with running({"relay": run}, SystemClock(), restarted.append) as forever, asyncio.timeout(5):
        await second.wait()
        assert restarted == ["relay"]
        assert (forever[0].name, forever[0].state, forever[0].restarts) == ("relay", "running", 1)
        assert forever[0].last_error == ("returned" if error is None else type(error).__name__)


async def test_tasks_end_with_the_block() -> None:
    ended = asyncio.Event()

    async def run() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with running({"one": run}, SystemClock(), lambda _: None):
        await asyncio.sleep(0)
    assert ended.is_set()
