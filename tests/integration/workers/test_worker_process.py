"""A worker process and its node: a real child at the other end."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fakes.node.parts import audio_unit, video_unit
from klieg.media.unit import Unit
from klieg.node.workers.process import WorkerProcess

TESTS = Path(__file__).parents[2]
PATIENCE_S = 20.0


@dataclass
class Heard:
    """What came of a child."""

    messages: list[dict[str, object]] = field(default_factory=list)
    units: list[tuple[str, Unit]] = field(default_factory=list)
    exits: list[int | None] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self.news.clear()
                await self.news.wait()

    def message(self, fields: dict[str, object]) -> None:
        self.messages.append(fields)
        self.news.set()

    def unit(self, stream: str, unit: Unit) -> None:
        self.units.append((stream, unit))
        self.news.set()

    def exit(self, code: int | None) -> None:
        self.exits.append(code)
        self.news.set()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def worker(heard: Heard) -> AsyncIterator[WorkerProcess]:
    made = WorkerProcess(
        "fakes.node.tiny_worker",
        name="tiny",
        on_message=heard.message,
        on_unit=heard.unit,
        on_exit=heard.exit,
        arguments=("one", "two"),
        spawn_env=os.environ | {"PYTHONPATH": str(TESTS)},
        heartbeat_s=2.0,
        max_queued_bytes=100_000,
    )
    await made.start()
    await heard.until(lambda: bool(heard.messages))
    yield made
    await made.stop()


async def test_messages_and_units_go_both_ways_and_stopping_is_no_exit(worker: WorkerProcess, heard: Heard) -> None:
    assert heard.messages == [{"what": "hello", "arguments": ["one", "two"]}]
    units = [video_unit(0), audio_unit(0), video_unit(1)]
    assert all(worker.send_unit("ss_1", unit) for unit in units)
    worker.send({"say": "hi"})
    await heard.until(lambda: len(heard.messages) == 2)
    assert heard.messages[1] == {"say": "hi"}
    assert heard.units == [("ss_1", unit) for unit in units]
    assert heard.units[0][1].track is heard.units[2][1].track
    assert worker.cpu_seconds > 0
    await worker.stop()
    assert (worker.pid, worker.cpu_seconds, heard.exits) == (None, 0.0, [])
    assert not worker.send_unit("ss_1", units[0])
    worker.send({"say": "nobody hears it"})


async def test_a_killed_child_is_told_of_once_and_quickly(worker: WorkerProcess, heard: Heard) -> None:
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    await heard.until(lambda: bool(heard.exits))
    await worker.stop()
    assert heard.exits == [-signal.SIGKILL]


async def test_the_last_words_of_a_child_arrive_before_its_exit(worker: WorkerProcess, heard: Heard) -> None:
    worker.send({"do": "last words"})
    await heard.until(lambda: bool(heard.exits))
    assert heard.messages[-1] == {"what": "last words"}
    assert heard.exits == [7]


async def test_a_child_that_leaves_is_an_exit(worker: WorkerProcess, heard: Heard) -> None:
    worker.send({"do": "exit"})
    await heard.until(lambda: bool(heard.exits))
    assert heard.exits == [0]


async def test_a_silent_child_is_killed_and_its_full_queue_turns_units_away(
    worker: WorkerProcess, heard: Heard
) -> None:
    worker.send({"do": "hang"})
    unit = video_unit(0)
    unit.payload = bytes(50_000)
    taken = [worker.send_unit("ss_1", unit) for _ in range(100)]
    assert taken[0]
    assert not taken[-1]
    assert worker.refused_units == taken.count(False)
    await heard.until(lambda: bool(heard.exits))
    assert heard.exits == [-signal.SIGKILL]


async def test_a_child_that_babbles_is_killed(worker: WorkerProcess, heard: Heard) -> None:
    worker.send({"do": "babble"})
    await heard.until(lambda: bool(heard.exits))
    assert heard.exits == [-signal.SIGKILL]


@pytest.mark.parametrize("child_is", ["idle", "hung"])
async def test_a_child_ends_with_its_node_even_when_that_is_killed(child_is: str) -> None:
    script = f"""
import asyncio
from klieg.kernel.log import configure_log
from klieg.node.workers.process import WorkerProcess
configure_log("error", "json", process="node")
async def main():
    told = lambda fields: print(worker.pid, flush=True)
    worker = WorkerProcess("fakes.node.tiny_worker", name="tiny", on_message=told, on_unit=print, on_exit=print)
    await worker.start()
    if {child_is == "hung"}:
        worker.send({{"do": "hang"}})
    await asyncio.sleep(600)
asyncio.run(main())
"""
    node = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script),
        env=os.environ | {"PYTHONPATH": str(TESTS), "KLIEG_LOG_LEVEL": "error"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert node.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        assert int(await node.stdout.readline()) > 0
        node.kill()
        await node.wait()
        assert await node.stdout.read() == b"", "it ends when the last process that holds it has ended: the child"
