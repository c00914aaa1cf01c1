"""A kept worker: started when it is needed, and again whenever it dies, until it is stopped."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import structlog

from klieg.kernel.backoff import Backoff
from klieg.media.unit import Unit
from klieg.node.workers.process import WorkerProcess

_log = structlog.get_logger(__name__)


class KeptWorker:
    """One worker process after the other, with a pause in between that grows while they die young.

    Args:
        module: See :class:`klieg.node.workers.process.WorkerProcess`, as for all but ``on_start`` and ``on_loss``.
        on_start: Called when one runs and can be sent to; it knows nothing of what its predecessor was told.
        on_loss: Called when one died; another follows.

    Attributes:
        deaths: How many died.
    """

    def __init__(
        self,
        module: str,
        *,
        name: str,
        on_message: Callable[[dict[str, object]], None],
        on_unit: Callable[[str, Unit], None],
        on_start: Callable[[], None],
        on_loss: Callable[[], None] = lambda: None,
        arguments: Sequence[str] = (),
        spawn_env: Mapping[str, str] | None = None,
    ) -> None:
        self._module = module
        self._name = name
        self._on_message = on_message
        self._on_unit = on_unit
        self._on_start = on_start
        self._on_loss = on_loss
        self._arguments = arguments
        self._spawn_env = spawn_env
        self._worker: WorkerProcess | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._stopping = False
        self.deaths = 0

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._worker.pid if self._worker is not None else None

    @property
    def cpu_seconds(self) -> float:
        """Seconds of CPU the process that runs now took so far."""
        return self._worker.cpu_seconds if self._worker is not None else 0.0

    def start(self) -> None:
        """Begin to keep one running. Once is enough; nothing happens after :meth:`stop`."""
        if self._keeping is None and not self._stopping:
            self._keeping = asyncio.get_running_loop().create_task(self._keep())

    def send(self, fields: Mapping[str, object]) -> None:
        """Tell the process that runs now something; nothing happens when none does."""
        if self._worker is not None:
            self._worker.send(fields)

    def send_unit(self, stream: str, unit: Unit) -> bool:
        """Give the process that runs now a unit. False when none runs or its queue is full."""
        return self._worker is not None and self._worker.send_unit(stream, unit)

    def forget(self, stream: str) -> None:
        """Let both ends forget the tracks of ``stream``, of which no unit will follow."""
        if self._worker is not None:
            self._worker.forget(stream)

    async def stop(self) -> None:
        """End the process and start no other."""
        self._stopping = True
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _keep(self) -> None:
        backoff = Backoff()
        now = asyncio.get_running_loop().time
        while True:
            began = now()
            await self._run_once()
            self.deaths += 1
            self._on_loss()
            delay_s = backoff.delay_after(now() - began)
            _log.warning("worker_is_started_again", worker=self._name, delay_s=delay_s)
            await asyncio.sleep(delay_s)

    async def _run_once(self) -> None:
        died = asyncio.Event()
        worker = WorkerProcess(
            self._module,
            name=self._name,
            on_message=self._on_message,
            on_unit=self._on_unit,
            on_exit=lambda _code: died.set(),
            arguments=self._arguments,
            spawn_env=self._spawn_env,
        )
        try:
            await worker.start()
            self._worker = worker
            self._on_start()
            await died.wait()
        except OSError as error:
            _log.exception("worker_not_started", worker=self._name, error=str(error))
        finally:
            self._worker = None
            await worker.stop()
