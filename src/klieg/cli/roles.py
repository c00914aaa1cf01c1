"""The long-running processes: how each is started, how a signal ends it."""

import asyncio
import errno
import os
import signal
from collections.abc import Awaitable, Callable

from klieg.cli.exit_codes import ExitCode
from klieg.kernel.errors import SettingsError
from klieg.kernel.log import configure_log
from klieg.kernel.settings import PREFIX, Settings, load_settings

type Role = Callable[[Settings], Awaitable[None]]


async def _run_serve(settings: Settings) -> None:
    from klieg.supervisor.serve import serve  # noqa: PLC0415 - each process loads its own part only

    await serve(settings)


async def _run_control(settings: Settings) -> None:
    from klieg.bootstrap import run_control  # noqa: PLC0415 - each process loads its own part only

    await run_control(settings)


async def _run_node(settings: Settings) -> None:
    from klieg.node.process import run  # noqa: PLC0415 - each process loads its own part only

    await run(settings)


async def _run_demo(settings: Settings) -> None:
    from klieg.supervisor.demo_command import demo_command  # noqa: PLC0415 - each process loads its own part only

    command = demo_command(settings)
    os.execv(command[0], command)  # noqa: S606 - becomes the demo, which does without our libraries


ROLES: dict[str, Role] = {"serve": _run_serve, "control": _run_control, "node": _run_node, "demo": _run_demo}
_ON_UVLOOP = {"control", "node"}
_PORT_SETTINGS = ("http_port", "node_http_port", "rtmp_port", "rtmps_port")


def run_role(name: str) -> int:
    """Run one process until it ends or is told to (SIGTERM, SIGINT, SIGHUP).

    Raises:
        SettingsError: a setting cannot be used, or a port it names is taken.
    """
    settings = load_settings()
    configure_log(settings.log_level, settings.log_format, process=name)
    try:
        with asyncio.Runner(loop_factory=_loop_factory(name)) as runner:
            runner.run(_run_until_told(ROLES[name](settings)))
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL}:
            raise
        names = ", ".join(f"{PREFIX}{port.upper()}={getattr(settings, port)}" for port in _PORT_SETTINGS)
        raise SettingsError(f"Cannot listen: {error.strerror or error}. Choose other ports ({names}).") from error
    return ExitCode.OK


async def _run_until_told(role: Awaitable[None]) -> None:
    task = asyncio.ensure_future(role)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:  # nohup means it
            loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelled():
            raise


def _loop_factory(name: str) -> Callable[[], asyncio.AbstractEventLoop] | None:
    if name not in _ON_UVLOOP:
        return None
    import uvloop  # noqa: PLC0415 - the supervisor and the demo do without

    return uvloop.new_event_loop
