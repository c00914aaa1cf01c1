import gzip
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from fakes.control.channel_view import channel
from klieg.api.addresses import Addresses
from klieg.api.pages import web_app
from klieg.api.pages.web_app import page_policy
from klieg.api.problem import install_problems
from klieg.api.views import PublicChannelView

PAGE = "<!doctype html><head></head><script>go()</script><script src='/a.js'></script><title>app</title>"
ADDRESSES = Addresses("http://tv.example", "http://tv.example:8081", "rtmp://tv.example/live")


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "web_build"
    immutable = folder / "_app" / "immutable"
    immutable.mkdir(parents=True)
    (folder / "200.html").write_text(PAGE)
    (folder / "favicon.svg").write_text("<svg/>")
    (immutable / "start.abc123.js").write_text("let a = 1")
    (immutable / "start.abc123.js.gz").write_bytes(gzip.compress(b"let a = 1"))
    (tmp_path / "secret.txt").write_text("outside")
    monkeypatch.setattr(web_app, "BUILD", folder)
    monkeypatch.setattr(web_app, "addresses_of", lambda _: ADDRESSES)

    async def find(name: str, _request: object) -> PublicChannelView | str | None:
        known: dict[str, PublicChannelView | str] = {"demo": channel(display_name="Demo"), "former": "demo"}
        return known.get(name)

    monkeypatch.setattr(web_app, "find_channel_to_share", find)
    return folder


@pytest.fixture
def client() -> httpx.AsyncClient:
    app = FastAPI(openapi_url=None)
    app.state.api_routes = []
    install_problems(app)
    app.include_router(web_app.router)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://tv.example")


async def test_a_channels_page_says_what_its_link_looks_like(build: Path, client: httpx.AsyncClient) -> None:
    for path in ("/demo", "/DEMO/profile", "/demo/"):
        page = await client.get(path)
        assert page.status_code == httpx.codes.OK
        assert '<meta property="og:title" content="Demo" />' in page.text
    unknown = await client.get("/no.body")
    assert (unknown.status_code, unknown.text) == (404, PAGE)
    moved = await client.get("/Former/profile")
    assert (moved.status_code, moved.headers["location"]) == (307, "/demo/profile")


@pytest.mark.parametrize("path", ["/", "/settings", "/any/deep/page"])
async def test_a_path_that_is_no_file_is_a_page_of_the_app(build: Path, client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert (response.status_code, response.text) == (200, PAGE)
    assert response.headers["cache-control"] == "no-cache"
    policy = response.headers["content-security-policy"]
    assert "'sha256-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


@pytest.mark.parametrize(
    "path", ["/api/x", "/internal/x", "/hls/x/index.m3u8", "/_app/immutable/gone.js", "/missing.png", "/robots.txt"]
)
async def test_a_missing_file_is_not_a_page(build: Path, client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == httpx.codes.NOT_FOUND


async def test_hashed_files_never_change_and_come_packed(build: Path, client: httpx.AsyncClient) -> None:
    path = "/_app/immutable/start.abc123.js"
    packed = await client.get(path, headers={"Accept-Encoding": "br, gzip"})
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    refused = await client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text == refused.text == "let a = 1"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    for response in (packed, plain):
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["vary"] == "Accept-Encoding"
        assert response.headers["content-type"].startswith("text/javascript")


async def test_other_files_may_change(build: Path, client: httpx.AsyncClient) -> None:
    response = await client.get("/favicon.svg")
    assert response.headers["content-type"] == "image/svg+xml"
    assert "immutable" not in response.headers["cache-control"]


@pytest.mark.parametrize("path", ["/..%2fsecret.txt", "/%2e%2e/secret.txt", "/_app/..%2f..%2fsecret.txt", "/%00"])
async def test_nothing_outside_the_build_is_served(build: Path, client: httpx.AsyncClient, path: str) -> None:
    assert "outside" not in (await client.get(path)).text


@pytest.mark.parametrize("path", ["/demo", "/favicon.svg"])
async def test_a_head_is_answered_like_a_get(build: Path, client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.headers["content-type"]) == (got.status_code, got.headers["content-type"])


async def test_without_a_build_the_page_says_what_to_do(build: Path, client: httpx.AsyncClient) -> None:
    (build / "200.html").unlink()
    response = await client.get("/")
    assert response.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert "make setup" in response.text


def test_the_policy_lets_a_player_work() -> None:
    policy = dict(part.split(" ", 1) for part in page_policy(ADDRESSES, ("abc=",)).split("; "))
    assert policy["script-src"] == "'self' 'sha256-abc='"
    assert policy["media-src"] == "'self' blob: http://tv.example:8081"
    assert policy["img-src"] == "'self' data: blob: http://tv.example:8081", "live thumbnails are the node's"
    assert policy["connect-src"] == "'self' ws://tv.example http://tv.example:8081"
    assert policy["worker-src"] == "'self' blob:"


@pytest.mark.parametrize(("path", "elsewhere"), [("/broadcast", True), ("/broadcast/", True), ("/demo", False)])
async def test_only_the_page_that_takes_a_pasted_endpoint_may_ask_any_address(
    build: Path, client: httpx.AsyncClient, path: str, *, elsewhere: bool
) -> None:
    policy = (await client.get(path)).headers["content-security-policy"]
    (connects,) = (part for part in policy.split("; ") if part.startswith("connect-src "))
    assert connects.endswith(" https: http:") is elsewhere


async def test_pages_may_ask_for_camera_and_microphone(build: Path, client: httpx.AsyncClient) -> None:
    permissions = (await client.get("/go-live")).headers["permissions-policy"].split(", ")
    assert {"camera=(self)", "microphone=(self)", "display-capture=(self)", "payment=()"} <= set(permissions)
