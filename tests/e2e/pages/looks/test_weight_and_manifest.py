"""What a visitor has to fetch before a stream plays, and what makes the site an app."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from e2e.server import Json, Server
from e2e.watch_page import WatchPage

SCRIPT_MAX_BYTES = 200_000
"""Compressed, without the chunk that hls.js is in."""
_SIGN_OF_HLS_JS = b"manifestParsingError"


def test_the_watch_page_is_light(server: Server, stage: Json, page: Page) -> None:
    scripts: list[Response] = []
    page.on("response", lambda response: scripts.append(response) if response.url.endswith(".js") else None)
    WatchPage.open(page, server.web_url, stage["name"]).expect_moving()
    bodies = [response.body() for response in scripts]
    ours = [body for body in bodies if _SIGN_OF_HLS_JS not in body]
    assert len(bodies) - len(ours) == 1, "hls.js is one chunk"
    assert sum(len(gzip.compress(body)) for body in ours) <= SCRIPT_MAX_BYTES


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_a_language_is_fetched_alone(server: Server, page: Page, language: str) -> None:
    context = page.context.browser
    assert context is not None, "the page is a browser's"
    visitor = context.new_context(locale=language).new_page()
    bodies: list[str] = []
    visitor.on("response", lambda response: bodies.append(response.text()) if response.url.endswith(".js") else None)
    visitor.goto(f"{server.web_url}/login")
    german = language == "de-DE"
    expect(visitor.get_by_role("heading", name="Anmelden" if german else "Log in")).to_be_visible()
    expect(visitor.locator("html")).to_have_attribute("lang", language[:2])
    text = "".join(bodies)
    assert ("Passwort vergessen?" in text, "Forgot your password?" in text) == (german, not german)
    visitor.context.close()


def test_the_site_can_be_installed(server: Server, page: Page) -> None:
    page.goto(server.web_url)
    href = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(f"{server.web_url}{href}")
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest = answer.json()
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        picture = page.request.get(f"{server.web_url}{icon['src']}")
        assert (picture.status, picture.headers["content-type"]) == (200, icon["type"])
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
