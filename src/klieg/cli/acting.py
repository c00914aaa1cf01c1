"""Runs one verb of the product from a command, whether or not a server runs."""

import asyncio
from typing import TYPE_CHECKING

from pydantic import ValidationError

from klieg.kernel.errors import DomainError
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from klieg.api.application import Application


def act[Result](verb: "Callable[[Application], Awaitable[Result]]") -> Result:
    """Open the application with this machine's settings, run ``verb``, and return what it returned.

    Raises:
        DomainError: the product refused.
        SettingsError: a setting cannot be used.
        UnavailableError: the database or the bus does not answer.
    """
    settings = load_settings()
    configure_log("warning", settings.log_format, process="cli")
    try:
        return asyncio.run(_act(settings, verb))
    except ValidationError as error:
        raise DomainError("; ".join(_sentence(error))) from error


async def _act[Result](settings: Settings, verb: "Callable[[Application], Awaitable[Result]]") -> Result:
    from klieg.bootstrap import open_application  # noqa: PLC0415 - 0.4 s that --help need not wait for

    async with open_application(settings) as application:
        return await verb(application)


def _sentence(error: ValidationError) -> list[str]:
    return [f"{'.'.join(map(str, detail['loc']))} {detail['input']!r}: {detail['msg']}" for detail in error.errors()]
