"""Runs one verb of the product from a command, whether or not a server runs."""

import asyncio
from typing import TYPE_CHECKING

from pydantic import ValidationError

from klieg.kernel.errors import DomainError
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from klieg.api.application import Application
    from klieg.api.people.administration import Administration
    from klieg.api.people.seeding import Seeding


def act[Result](verb: "Callable[[Application], Awaitable[Result]]") -> Result:
    """Open the application with this machine's settings, run ``verb``, and return what it returned.

    Raises:
        DomainError: the product refused.
        SettingsError: a setting cannot be used.
        UnavailableError: the database or the bus does not answer.
    """

    async def run(settings: Settings) -> Result:
        from klieg.bootstrap import open_application  # noqa: PLC0415 - 0.4 s that --help need not wait for

        async with open_application(settings) as application:
            return await verb(application)

    return _run(run)


def administer[Result](verb: "Callable[[Administration], Awaitable[Result]]") -> Result:
    """Do the same with the verbs about people's accounts, as the operator.

    Raises:
        DomainError: the product refused.
        SettingsError: a setting cannot be used.
        UnavailableError: the database or the bus does not answer.
    """

    async def run(settings: Settings) -> Result:
        from klieg.api.people.administration import Administration  # noqa: PLC0415 - as above
        from klieg.api.people.parts import Asker  # noqa: PLC0415 - same
        from klieg.bootstrap import open_people  # noqa: PLC0415 - same
        from klieg.domains.identity import OPERATOR  # noqa: PLC0415 - same

        async with open_people(settings) as parts:
            return await verb(Administration(parts, OPERATOR, Asker()))

    return _run(run)


def populate[Result](verb: "Callable[[Seeding], Awaitable[Result]]") -> Result:
    """Do the same with the verbs about made-up people.

    Raises:
        DomainError: the product refused.
        SettingsError: a setting cannot be used.
        UnavailableError: the database or the bus does not answer.
    """

    async def run(settings: Settings) -> Result:
        from klieg.api.people.seeding import Seeding  # noqa: PLC0415 - as above
        from klieg.bootstrap import open_people  # noqa: PLC0415 - same

        async with open_people(settings) as parts:
            return await verb(Seeding(parts))

    return _run(run)


def _run[Result](run: "Callable[[Settings], Coroutine[object, object, Result]]") -> Result:
    settings = load_settings()
    configure_log("warning", settings.log_format, process="cli")
    try:
        return asyncio.run(run(settings))
    except ValidationError as error:
        raise DomainError("; ".join(_sentence(error))) from error


def _sentence(error: ValidationError) -> list[str]:
    return [f"{'.'.join(map(str, detail['loc']))} {detail['input']!r}: {detail['msg']}" for detail in error.errors()]
