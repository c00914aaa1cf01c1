"""Cross-site request forgery: what a browser sends with our cookie must come from our own pages.

A browser says where a request comes from by ``Sec-Fetch-Site`` (W3C Fetch Metadata), an older one by ``Origin`` (Fetch
section 3.1). Who sends neither is no browser, so nobody's cookie is with it that its sender does not have. The cookie
is ``SameSite=Lax`` besides.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from klieg.api.problem import problem_response

_READS = {"GET", "HEAD", "OPTIONS"}
_OURS = {"same-origin", "none"}


class CrossSiteRefusal:
    """Answers 403 to requests that may change something, carry a cookie and come from another site.

    Args:
        app: What is protected.
        public_url: Origin of our pages, where a proxy hides it from us; empty: the ``Host`` header says.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app = app
        self._public_host = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["method"] not in _READS:
            headers = Headers(scope=scope)
            if "cookie" in headers and not self._is_ours(headers):
                refusal = problem_response(403, "cross_site", "This request came from another site's page.")
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Mapping[str, str]) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in _OURS
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc == (self._public_host or headers.get("host", ""))
