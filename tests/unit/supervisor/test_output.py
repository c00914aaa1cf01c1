import asyncio
from collections.abc import Iterable

import pytest
import structlog

from klieg.supervisor.output import relay_demo, relay_valkey, split_lines


def reader_of(*pieces: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    for piece in pieces:
        reader.feed_data(piece)
    reader.feed_eof()
    return reader


async def lines_of(*pieces: bytes) -> list[bytes]:
    return [line async for line in split_lines(reader_of(*pieces))]


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ((b"one\ntwo\n",), [b"one\n", b"two\n"]),
        ((b"on", b"e\ntw", b"o\n"), [b"one\n", b"two\n"]),
        ((b"unfinished",), [b"unfinished\n"]),
        ((b"\n\n",), [b"\n", b"\n"]),
        ((), []),
    ],
)
async def test_lines_are_whole(pieces: Iterable[bytes], lines: list[bytes]) -> None:
    assert await lines_of(*pieces) == lines


async def test_a_line_without_end_does_not_fill_the_memory() -> None:
    lines = await lines_of(*[b"x" * 60_000] * 20)
    assert sum(len(line.rstrip(b"\n")) for line in lines) == 1_200_000
    assert max(map(len, lines)) <= 2 * 65_536 + 1


async def test_valkeys_lines_are_warnings_except_those_of_every_start_and_stop() -> None:
    with structlog.testing.capture_logs() as logged:
        await relay_valkey(reader_of(b"1:M # Write error on AOF\n", b"1:M # ... vm.overcommit_memory=1 ...\n"))
    assert [(entry["log_level"], entry["line"][:11]) for entry in logged] == [
        ("warning", "1:M # Write"),
        ("debug", "1:M # ... v"),
    ]


async def test_the_demos_sentences_are_log_events() -> None:
    with structlog.testing.capture_logs() as logged:
        await relay_demo(reader_of(b"The demo was stopped\n"))
    assert [entry["line"] for entry in logged] == ["The demo was stopped"]
