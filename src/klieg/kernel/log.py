"""Log lines of every process: structured, one form for ours and for libraries', and never a secret in clear."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"
_SECRET_NAME = re.compile(r"secret|token|password|passphrase|authorization|cookie|stream_?key", re.IGNORECASE)
_SECRET_TEXT = (
    (re.compile(r"\b(sk|rt)_[A-Za-z0-9_-]+"), rf"\1_{MASK}"),
    (re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"(://[^/\s:@]*):[^/\s@]+@"), rf"\1:{MASK}@"),
    (re.compile(r"(/hls/[^/\s]*/t/)[^/\s]+"), rf"\1{MASK}"),
    (re.compile(r"((?:secret|token|password|passphrase)\s*[=:]\s*)[^\s,;&'\"]+", re.IGNORECASE), rf"\1{MASK}"),
)
_NOISY = ("alembic", "asyncio", "httpcore", "httpx", "uvicorn", "websockets")
"""Libraries whose lines below a warning say nothing an operator needs."""


type LogFormat = Literal["auto", "console", "json"]

_chosen: tuple[str, LogFormat] = ("info", "auto")


def mask_text(text: str) -> str:
    """Return ``text`` with stream keys, bearer tokens and passwords in addresses replaced by ``***``."""
    for pattern, replacement in _SECRET_TEXT:
        text = pattern.sub(replacement, text)
    return text


def mask_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Mask secrets anywhere in an event: by the name of a field at any depth, and by their form in any text."""
    return {key: MASK if _SECRET_NAME.search(key) else _masked(value) for key, value in event.items()}


def _masked(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return mask_text(value)
        case Mapping():
            return {str(key): MASK if _SECRET_NAME.search(str(key)) else _masked(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_masked(item) for item in value]
        case _:
            return mask_text(str(value))


def configure_log(level: str, log_format: LogFormat, *, process: str, stream: TextIO | None = None) -> None:
    """Send structlog and the standard library's loggers to standard error in one form.

    Args:
        level: Least level that is written: debug, info, warning or error.
        log_format: ``auto`` is console on a terminal and JSON elsewhere.
        process: Name of this process, a field of every line.
        stream: Where to write; standard error when None.
    """
    global _chosen  # noqa: PLW0603 - as much the process's own as the loggers that are set up here
    _chosen = (level, log_format)

    def name_process(_logger: WrappedLogger, _method: str, event: MutableMapping[str, Any]) -> EventDict:
        event.setdefault("process", process)
        return event

    out = stream or sys.stderr
    console = log_format == "console" or (log_format == "auto" and out.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_process,
        structlog.processors.format_exc_info,
        mask_secrets,
    ]
    renderer: Processor = structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def chosen_log() -> tuple[str, LogFormat]:
    """Return the level and the format of this process, for a child that writes as it does."""
    return _chosen
