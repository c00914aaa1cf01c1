"""The web app's files: a static build in ``api/web_build/``, put there by ``make setup``.

Files under ``_app/immutable`` carry a hash in their name and never change. A path that is no file is a page of the app,
which finds out itself what it shows: ``200.html``.
"""

import base64
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from klieg.api.addresses import Addresses
from klieg.api.control import addresses_of, application_for, control_of
from klieg.api.pages.share_tags import channel_name_in, share_tags, with_share_tags
from klieg.api.views import PublicChannelView
from klieg.domains.channels import RESERVED_NAMES, ChannelNotFoundError
from klieg.domains.identity import is_file_like, name_key, present_name
from klieg.domains.work import instant
from klieg.kernel.errors import UnavailableError

router = APIRouter(include_in_schema=False)

BUILD = Path(__file__).parents[1] / "web_build"
_FALLBACK = "200.html"
_IMMUTABLE = "_app/immutable/"
_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_NOT_PAGES = ("api/", "internal/", "hls/", "_app/")
_PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=()"
"""Going live from the browser takes the first three."""
_SPEAKS_ELSEWHERE = {"broadcast"}
"""Pages that publish to an endpoint of the person's own."""
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Klieg</title>
<h1>The web app is not built yet</h1>
<p>Run <code>make setup</code> in Klieg's folder, then load this page again. The API works without it.</p></html>"""


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
async def serve_web_app(path: str, request: Request) -> Response:
    """Serve a file of the build, or the app's page."""
    found = await run_in_threadpool(_find, path)
    name = channel_name_in(path) if found is None else None
    if found is None and (path.startswith(_NOT_PAGES) or _is_missing_file(path, name)):
        raise HTTPException(404)
    if name is not None and name not in RESERVED_NAMES:
        return await _channel_page(name, request)
    if found is None or found.path.suffix == ".html":
        elsewhere = path.rstrip("/") in _SPEAKS_ELSEWHERE
        return await run_in_threadpool(_page, found, addresses_of(request), elsewhere=elsewhere)
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if found.immutable else "public, max-age=300"}
    return _negotiated(found.path, request.headers.get("accept-encoding", ""), headers)


def _is_missing_file(path: str, channel_name: str | None) -> bool:
    last = path.rsplit("/", 1)[-1]
    return "." in last and (channel_name is None or is_file_like(last))


async def _channel_page(name: str, request: Request) -> Response:
    """Return a channel's page with what it looks like where its link is shared; 404 where there is none."""
    addresses = addresses_of(request)
    try:
        channel = await find_channel_to_share(name, request)
    except UnavailableError:
        return await run_in_threadpool(_page, None, addresses, elsewhere=False)  # the page says so itself
    if isinstance(channel, str):
        return RedirectResponse(request.url.path.replace(request.url.path.split("/")[1], channel, 1), 307)
    tags = share_tags(channel, addresses) if channel is not None else ""
    status = 200 if channel is not None else 404
    return await run_in_threadpool(_page, None, addresses, elsewhere=False, tags=tags, status=status)


async def find_channel_to_share(name: str, request: Request) -> PublicChannelView | str | None:
    """Return the channel of that name, the name it has by now, or None."""
    control = control_of(request)
    try:
        return await application_for(request).show_channel_to(name, None)
    except ChannelNotFoundError:
        async with control.database.read() as reading:
            present = await present_name(reading, name, instant(control.clock.wallclock()))
    return name_key(present) if present else None


def first_segments() -> frozenset[str]:
    """Return how the build's files and folders are called, without what follows a dot."""
    return frozenset(entry.name.split(".")[0].lower() for entry in BUILD.glob("*"))


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    immutable: bool


def _find(path: str) -> _File | None:
    if "\0" in path:
        return None
    wanted = (BUILD / (path or "index.html")).resolve()
    if not wanted.is_relative_to(BUILD.resolve()) or not wanted.is_file():
        return None
    return _File(wanted, path.startswith(_IMMUTABLE))


def _negotiated(path: Path, accepted: str, headers: dict[str, str]) -> FileResponse:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    codings = {coding.partition(";")[0].strip() for coding in accepted.split(",") if "q=0" not in coding.split(";")[1:]}
    for coding, suffix in _CODINGS:
        packed = path.with_name(path.name + suffix)
        if coding in codings and packed.is_file():
            more = {"Content-Encoding": coding, "Vary": "Accept-Encoding"}
            return FileResponse(packed, headers=headers | more, media_type=media_type)
    return FileResponse(path, headers=headers | {"Vary": "Accept-Encoding"}, media_type=media_type)


def _page(
    found: _File | None, addresses: Addresses, *, elsewhere: bool, tags: str = "", status: int = 200
) -> HTMLResponse:
    path = found.path if found else BUILD / _FALLBACK
    if not path.is_file():
        return HTMLResponse(_MISSING, 503, {"Cache-Control": "no-store"})
    text, script_hashes = _read_page(path, path.stat().st_mtime_ns)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": page_policy(addresses, script_hashes, elsewhere=elsewhere),
        "Permissions-Policy": _PERMISSIONS,
    }
    return HTMLResponse(with_share_tags(text, tags) if tags else text, status, headers)


@lru_cache(maxsize=16)
def _read_page(path: Path, _changed_at: int) -> tuple[str, tuple[str, ...]]:
    text = path.read_text(encoding="utf-8")
    return text, tuple(
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
        for script in _INLINE_SCRIPT.findall(text)
    )


def page_policy(addresses: Addresses, script_hashes: tuple[str, ...], *, elsewhere: bool = False) -> str:
    """Return the content security policy of a page: our own scripts, media from the node, hls.js's worker and blobs.

    Args:
        addresses: Where the page's own things are.
        script_hashes: SHA-256 of each inline script.
        elsewhere: Whether the page may ask any address that a person pastes into it.
    """
    socket = addresses.page.replace("http", "ws", 1)
    hashes = " ".join(f"'sha256-{digest}'" for digest in script_hashes)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {addresses.playback}",
            f"media-src 'self' blob: {addresses.playback}",
            f"connect-src 'self' {socket} {addresses.playback}" + (" https: http:" if elsewhere else ""),
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
