import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from klieg.kernel.log import configure_log, mask_secrets, mask_text

KEY = "sk_abcdefghijklmnopqrstuvwxyz234567"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KEY, "sk_***"),
        (f"rtmp://host/live/{KEY}?x=1", "rtmp://host/live/sk_***?x=1"),
        (f"{KEY},{KEY}", "sk_***,sk_***"),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer ***"),
        ("bearer abc", "bearer ***"),
        ("postgresql://klieg:secret@db/klieg", "postgresql://klieg:***@db/klieg"),
        ("redis://:secret@bus:6379/0", "redis://:***@bus:6379/0"),
        ("token=abc&x=1", "token=***&x=1"),
        ("password: hunter2 ok", "password: *** ok"),
        ("a risk_free task_1 disk", "a risk_free task_1 disk"),
        ("http://localhost:8080/status", "http://localhost:8080/status"),
        ("", ""),
    ],
)
def test_secrets_are_masked_by_their_form(text: str, expected: str) -> None:
    assert mask_text(text) == expected


def test_secrets_are_masked_at_any_depth_and_by_name() -> None:
    class Odd:
        def __str__(self) -> str:
            return f"odd {KEY}"

    event = {
        "event": f"publish {KEY}",
        "count": 3,
        "rate": 2.5,
        "live": True,
        "nothing": None,
        "stream_key": "anything",
        "nested": {"admin_token": "x", "path": [f"/live/{KEY}", ("a", KEY)], "deep": {"Cookie": "c"}},
        "odd": Odd(),
    }
    masked = mask_secrets(None, "info", event)
    assert masked == {
        "event": "publish sk_***",
        "count": 3,
        "rate": 2.5,
        "live": True,
        "nothing": None,
        "stream_key": "***",
        "nested": {"admin_token": "***", "path": ["/live/sk_***", ["a", "sk_***"]], "deep": {"Cookie": "***"}},
        "odd": "odd sk_***",
    }


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_both_kinds_of_loggers_write_one_form(written: io.StringIO) -> None:
    configure_log("info", "json", process="control", stream=written)
    structlog.get_logger("klieg.x").info("went_live", channel="demo", address=f"/live/{KEY}")
    logging.getLogger("some.library").warning("refused %s", KEY)
    logging.getLogger("some.library").debug("unseen")
    ours, theirs = map(json.loads, written.getvalue().splitlines())
    assert (ours["event"], ours["channel"], ours["address"], ours["level"]) == (
        "went_live",
        "demo",
        "/live/sk_***",
        "info",
    )
    assert (theirs["event"], theirs["level"]) == ("refused sk_***", "warning")
    assert {ours["process"], theirs["process"]} == {"control"}
    assert ours["timestamp"].endswith("Z")


def test_a_trace_is_masked(written: io.StringIO) -> None:
    configure_log("info", "json", process="control", stream=written)
    try:
        int(KEY)
    except ValueError:
        structlog.get_logger("klieg.x").exception("failed")
    line = written.getvalue()
    assert "Traceback" in line
    assert KEY not in line


def test_libraries_stay_quiet_below_a_warning(written: io.StringIO) -> None:
    configure_log("debug", "console", process="node", stream=written)
    logging.getLogger("httpx").info("request")
    logging.getLogger("uvicorn.error").info("started")
    assert written.getvalue() == ""
    logging.getLogger("uvicorn.error").warning("odd")
    assert "odd" in written.getvalue()
