"""Composition root: which adapter serves which port, for the control process and for the command line."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import structlog
import uvicorn

from klieg.adapters.database import Database, OutboxQueue, migrate, open_database
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.adapters.mail import LetterWriter, open_post
from klieg.adapters.memory import MemoryThrottle
from klieg.adapters.node_control import HttpNodeControl
from klieg.adapters.oidc import FernetSealer, HttpOpenidProvider, ProviderClient
from klieg.adapters.passkeys import WebAuthnCeremonies
from klieg.adapters.password_hasher import Argon2PasswordHasher
from klieg.adapters.pictures.darkroom import ProcessDarkroom
from klieg.adapters.pictures.objects import open_pictures
from klieg.adapters.totp_cipher import FernetTotpCipher
from klieg.adapters.valkey import (
    Bus,
    FactsQueue,
    News,
    ValkeyNodeDirectory,
    ValkeyThrottle,
    ValkeyViewerCounts,
    open_bus,
)
from klieg.api.addresses import addresses_for_console
from klieg.api.app import create_app, reserved_names
from klieg.api.application import Application
from klieg.api.control import Control, TaskState
from klieg.api.metrics import ControlMetrics
from klieg.api.people.gallery import Gallery
from klieg.api.people.openid_desk import OpenidDesk
from klieg.api.people.parts import PeopleParts
from klieg.api.people.watching import Watching
from klieg.api.realtime.doorkeeper import Doorkeeper
from klieg.api.realtime.frames import MAX_FRAME_BYTES
from klieg.api.realtime.hub import Hub
from klieg.contracts.playback import PlaybackKey
from klieg.domains.channels import KeyCipher, lacks_passphrases, mint_missing_passphrases
from klieg.domains.identity import AdminToken, PasswordHasher, adopt_admin_token, has_admin
from klieg.domains.live import NodeOrders
from klieg.domains.work import instant
from klieg.kernel.clock import Clock, SystemClock
from klieg.kernel.errors import SettingsError
from klieg.kernel.ids import new_id
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings, read_or_make_secret
from klieg.worker.facts_consumer import FactsConsumer
from klieg.worker.mail_sender import MailSender
from klieg.worker.node_sweeper import NodeSweeper
from klieg.worker.outbox_relay import OutboxRelay
from klieg.worker.picture_sweeper import PictureSweeper
from klieg.worker.pull_placer import PullPlacer
from klieg.worker.retention import Retention
from klieg.worker.tasks import ForeverTask, Run, running
from klieg.worker.viewer_ticker import ViewerTicker

__all__ = ["Application", "open_application", "open_control", "open_people", "run_control"]

_log = structlog.get_logger(__name__)
SHUTDOWN_TIMEOUT_S = 3
PING_S = 20.0
BACKLOG = 2048


@asynccontextmanager
async def open_application(settings: Settings) -> AsyncIterator[Application]:
    """Yield the verbs, on a migrated database. Whether a server runs does not matter.

    Raises:
        UnavailableError: the database cannot be used.
    """
    clock = SystemClock()
    async with _open_stores(settings, clock) as (database, bus):
        yield await _application(settings, clock, database, bus)


@asynccontextmanager
async def open_people(settings: Settings) -> AsyncIterator[PeopleParts]:
    """Yield what the verbs about people's accounts work with, on a migrated database.

    Raises:
        UnavailableError: the database cannot be used.
    """
    clock = SystemClock()
    async with _open_stores(settings, clock) as (database, bus):
        yield await people_parts(settings, await _application(settings, clock, database, bus), bus)


@asynccontextmanager
async def _open_stores(settings: Settings, clock: Clock) -> AsyncIterator[tuple[Database, Bus]]:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    async with open_database(settings, clock) as database, open_bus(settings.effective_valkey_url) as bus:
        await migrate(database)
        await _prepare_admin(settings, database, clock)
        yield database, bus


async def _application(settings: Settings, clock: Clock, database: Database, bus: Bus) -> Application:
    cipher = FernetKeyCipher(await asyncio.to_thread(settings.read_stream_key_secret))
    await _prepare_passphrases(database, cipher)
    return Application(
        database=database,
        viewers=ValkeyViewerCounts(bus, settings.viewer_window_ms),
        cipher=cipher,
        clock=clock,
        addresses=addresses_for_console(settings),
        partner_followers=settings.partner_followers,
    )


async def people_parts(
    settings: Settings, application: Application, bus: Bus, hasher: PasswordHasher | None = None
) -> PeopleParts:
    """Return what the verbs about people work with."""
    return PeopleParts(
        database=application.database,
        hasher=hasher or Argon2PasswordHasher(),
        throttle=ValkeyThrottle(bus, MemoryThrottle(application.clock)),
        cipher=application.cipher,
        totp_cipher=FernetTotpCipher(await asyncio.to_thread(settings.read_stream_key_secret)),
        ceremonies=WebAuthnCeremonies(),
        clock=application.clock,
        settings=settings,
        reserved=reserved_names(),
    )


async def _prepare_admin(settings: Settings, database: Database, clock: Clock) -> None:
    """Make the admin's token at the first start; later, notice a file that no longer fits."""
    path = settings.data_dir / "admin-token"
    async with database.read() as reading:
        known = await has_admin(reading)
    if known and not await asyncio.to_thread(path.exists):
        return  # another machine's control made it, or the operator keeps it elsewhere
    token = AdminToken(await asyncio.to_thread(read_or_make_secret, path))
    if not token.usable:
        raise SettingsError(f"The admin token in {path} is too short or has odd characters: delete the file.")
    async with database.work() as work:
        fits = await adopt_admin_token(work, token, replace=False, now=instant(clock.wallclock()))
    if not fits:
        _log.warning("admin_token_differs", file=str(path), meaning="the token in this file is not the admin's")


async def _prepare_passphrases(database: Database, cipher: KeyCipher) -> None:
    """Give channels of a former version their SRT passphrase: only a process with the secret can."""
    async with database.read() as reading:
        if not await lacks_passphrases(reading):
            return
    async with database.work() as work:
        await mint_missing_passphrases(work, cipher)


@asynccontextmanager
async def open_control(
    settings: Settings, node_control: NodeOrders | None = None, hasher: PasswordHasher | None = None
) -> AsyncIterator[Control]:
    """Yield a control whose background tasks run. ``node_control`` and ``hasher`` replace the real ones in tests."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        database, bus = await stack.enter_async_context(_open_stores(settings, clock))
        secret = await asyncio.to_thread(settings.read_internal_secret)
        if node_control is None:
            node_control = http = HttpNodeControl(secret)
            stack.push_async_callback(http.aclose)
        application = await _application(settings, clock, database, bus)
        metrics = ControlMetrics()
        forever: list[ForeverTask] = []
        control = Control(
            settings=settings,
            clock=clock,
            database=database,
            bus=bus,
            outbox=OutboxQueue(database),
            nodes=ValkeyNodeDirectory(bus),
            application=application,
            people=await people_parts(settings, application, bus, hasher),
            gallery=Gallery(database, ProcessDarkroom(), open_pictures(settings), clock),
            watching=Watching(database, clock, PlaybackKey(secret), settings.playback_token_s),
            hub=Hub(application),
            metrics=metrics,
            doorkeeper=Doorkeeper(),
            internal_secret=secret,
            openid=await _open_openid(settings, clock, stack),
            task_states=lambda: [TaskState(t.name, t.state, t.restarts, t.last_error) for t in forever],
        )
        tasks = running(_runs(control, node_control), clock, lambda name: metrics.task_restarts.labels(name).inc())
        forever.extend(await stack.enter_async_context(tasks))
        yield control


async def _open_openid(settings: Settings, clock: Clock, stack: AsyncExitStack) -> OpenidDesk | None:
    if not settings.oidc_issuer:
        return None
    client = ProviderClient(
        settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.openid_label
    )
    provider = HttpOpenidProvider(client, clock)
    stack.push_async_callback(provider.aclose)
    sealer = FernetSealer(await asyncio.to_thread(settings.read_internal_secret))
    return OpenidDesk(provider, sealer, settings.oidc_sign_up)


def _runs(control: Control, node_control: NodeOrders) -> dict[str, Run]:
    database, clock, nodes, metrics = control.database, control.clock, control.nodes, control.metrics
    news = News(control.bus)
    consumer = f"{socket.gethostname()}-{os.getpid()}-{new_id('c', clock.wallclock())}"
    facts = FactsConsumer(
        database,
        FactsQueue(control.bus, consumer),
        clock,
        lambda kind, outcome: metrics.facts.labels(kind, outcome).inc(),
    )
    mails = MailSender(
        database,
        open_post(control.settings),
        LetterWriter(control.application.addresses.page),
        clock,
        lambda state: metrics.mails.labels(state).inc(),
    )
    ticker = ViewerTicker(control.hub, control.application.viewers, clock)
    return {
        "outbox relay": OutboxRelay(database, news, nodes, node_control, clock).run,
        "facts consumer": facts.run,
        "mail sender": mails.run,
        "picture sweeper": PictureSweeper(database, control.gallery.store, clock).run,
        "node sweeper": NodeSweeper(database, nodes, node_control, clock).run,
        "viewer ticker": ticker.run,
        "pull placer": PullPlacer(database, nodes, node_control, control.application.cipher).run,
        "retention": Retention(database, clock, control.settings).run,
        "realtime refresh": control.hub.run_refresh,
        "realtime news": lambda: control.hub.run_news(news.follow),
    }


async def run_control(settings: Settings) -> None:
    """Serve control until cancelled, then finish what is being answered.

    Raises:
        SettingsError: the port is taken.
        UnavailableError: the database cannot be used.
    """
    configure_log(settings.log_level, settings.log_format, process="control")
    with _listening(settings) as listener:
        async with open_control(settings) as control:
            server = _Server(_server_config(control))
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            _log.info("control_started", host=settings.http_host, port=settings.http_port, data=str(settings.data_dir))
            try:
                await asyncio.shield(serving)
            finally:
                server.should_exit = True
                await serving
                _log.info("control_stopped")


class _Server(uvicorn.Server):
    """Uvicorn without its own signal handling: the process's entry turns signals into cancellation."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _server_config(control: Control) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(control),
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME_BYTES * 4,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
    )


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    host, port = settings.http_host, settings.http_port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(BACKLOG)
        except OSError as error:
            raise SettingsError(
                f"Control cannot listen on {host} port {port} (KLIEG_HTTP_HOST, KLIEG_HTTP_PORT): "
                f"{os.strerror(error.errno or 0)}. Stop what uses the port, or set KLIEG_HTTP_PORT to a free one."
            ) from error
        listener.setblocking(False)
        yield listener
