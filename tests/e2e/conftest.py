"""A real server, a real browser, real encoders; what a failure looked like is kept in ``test-results/e2e``."""

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from e2e.encoder import Encoder, Picture, publish_with_ffmpeg
from e2e.server import Json, Server
from e2e.watch_page import WatchPage

RESULTS = Path(__file__).resolve().parents[2] / "test-results" / "e2e"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LIMIT_MS = 30_000

type StartServer = Callable[..., Server]
type OpenContext = Callable[..., BrowserContext]
type GoLive = Callable[..., Encoder]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know at their end whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Where a test leaves what helps to understand its failure; removed when it passes."""
    folder = RESULTS / re.sub(r"[^\w-]+", "-", request.node.nodeid.split("e2e/")[-1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    if not request.node.stash.get(FAILED, True):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The browser driver."""
    expect.set_options(timeout=LIMIT_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Iterator[Callable[..., Browser]]:
    """A function that starts Chromium with more arguments than usual, each combination once."""
    browsers: dict[tuple[str, ...], Browser] = {}

    def start(*more: str) -> Browser:
        if more not in browsers:
            browsers[more] = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or "/usr/bin/chromium",
                args=[*ARGUMENTS, *more],
                headless="KLIEG_E2E_HEADED" not in os.environ,
            )
        return browsers[more]

    yield start
    for browser in browsers.values():
        browser.close()


@pytest.fixture
def open_context(
    launch: Callable[..., Browser], evidence: Path, request: pytest.FixtureRequest
) -> Iterator[OpenContext]:
    """A function that opens a browser window with a state of its own. Sound may start by itself, unless told not.

    ``more`` are arguments of the browser.
    """
    contexts: list[BrowserContext] = []
    traced: set[BrowserContext] = set()

    def open_one(
        *,
        size: tuple[int, int] = (1280, 800),
        autoplay: bool = True,
        dark: bool = True,
        phone: bool = False,
        more: Sequence[str] = (),
    ) -> BrowserContext:
        policy = "no-user-gesture-required" if autoplay else "document-user-activation-required"
        context = launch(f"--autoplay-policy={policy}", *more).new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            is_mobile=phone,
        )
        context.set_default_timeout(LIMIT_MS)
        if autoplay:  # a trace looks into the page, which counts as a gesture there
            context.tracing.start(screenshots=True, snapshots=True)
            traced.add(context)
        contexts.append(context)
        return context

    yield open_one
    for number, context in enumerate(contexts):
        failed = request.node.stash.get(FAILED, True)
        for index, page in enumerate(context.pages if failed else []):
            page.screenshot(path=evidence / f"window-{number}-page-{index}.png")
        if context in traced:
            context.tracing.stop(path=evidence / f"window-{number}.trace.zip" if failed else None)
        context.close()


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page of a desktop browser."""
    return open_context().new_page()


def _start_server(folder: Path, make_port: Callable[[], int], settings: dict[str, str]) -> Server:
    data_dir = folder / "data"
    data_dir.mkdir(parents=True, mode=0o700)
    server = Server(
        data_dir, make_port(), make_port(), make_port(), {"KLIEG_WEBRTC_PORT": str(make_port()), **settings}
    )
    if "KLIEG_SMTP_HOST" in settings:  # mails lead to an address that is the same for everybody
        server.settings["KLIEG_PUBLIC_URL"] = server.web_url
    try:
        server.start()
    except BaseException:
        server.kill()
        raise
    return server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, make_port: Callable[[], int]) -> Iterator[Server]:
    """An installation without a demo channel that all stories share; each makes channels of its own."""
    server = _start_server(tmp_path_factory.mktemp("serve"), make_port, {})
    yield server
    code = server.stop()
    server.kill()
    assert code == 0, server.log()[-4000:]


@pytest.fixture(scope="session")
def stage(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Json]:
    """A channel that is on the air as long as the stories run, for those that only look."""
    channel = server.create_channel("main-stage", "--title", "The stage")
    log_path = tmp_path_factory.mktemp("stage") / "ffmpeg.log"
    with publish_with_ffmpeg(f"{channel['ingest_url']}/{channel['stream_key']}", log_path):
        yield server.wait_until_live("main-stage")


@pytest.fixture
def start_server(
    tmp_path_factory: pytest.TempPathFactory,
    make_port: Callable[[], int],
    evidence: Path,
    request: pytest.FixtureRequest,
) -> Iterator[StartServer]:
    """A function that starts an installation for one story, which may do to it what it likes."""
    servers: list[Server] = []

    def start(**settings: str) -> Server:
        server = _start_server(tmp_path_factory.mktemp("serve"), make_port, settings)
        servers.append(server)
        return server

    yield start
    for number, server in enumerate(servers):
        server.kill()
        if request.node.stash.get(FAILED, True):
            shutil.copy(server.log_path, evidence / f"serve-{number}.log")


@pytest.fixture
def go_live(evidence: Path) -> Iterator[GoLive]:
    """A function that publishes with ffmpeg to a channel (its JSON); the encoder is gone when the test ends."""
    encoders: list[Encoder] = []

    def start(channel: dict[str, str], picture: Picture | None = None) -> Encoder:
        url = f"{channel['ingest_url']}/{channel['stream_key']}"
        encoders.append(publish_with_ffmpeg(url, evidence / f"ffmpeg-{len(encoders)}.log", picture))
        return encoders[-1]

    yield start
    for encoder in encoders:
        encoder.__exit__(None, None, None)


@pytest.fixture
def watch(server: Server) -> Callable[[Page, str], WatchPage]:
    """A function that opens a channel's page."""

    def open_channel(page: Page, name: str) -> WatchPage:
        return WatchPage.open(page, server.web_url, name)

    return open_channel
