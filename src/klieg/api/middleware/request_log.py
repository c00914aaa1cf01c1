"""Gives each request an id, counts it, and logs it once."""

import re

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from klieg.api.metrics import ControlMetrics
from klieg.kernel.clock import Clock
from klieg.kernel.ids import new_id

_log = structlog.get_logger(__name__)
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_READS = {"GET", "HEAD", "OPTIONS"}
_METHODS = _READS | {"POST", "PUT", "PATCH", "DELETE"}


class RequestLog:
    """Adds ``X-Request-ID`` (the client's own when it has a sane form) to the answer and to every log line."""

    def __init__(self, app: ASGIApp, metrics: ControlMetrics, clock: Clock) -> None:
        self._app = app
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _GIVEN.fullmatch(given) else new_id("rq", self._clock.wallclock())
        status = 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        began_at = self._clock.now()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            finally:
                if scope["type"] == "http":
                    self._note(scope, status, self._clock.now() - began_at)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.requests.labels(method, route, status).inc()
        self._metrics.request_seconds.labels(method, route).observe(seconds)
        level = "error" if status >= 500 else "debug" if method in _READS else "info"
        _log.log(
            _LEVELS[level], "request", method=method, path=scope["path"], status=status, ms=round(seconds * 1000, 1)
        )


_LEVELS = {"debug": 10, "info": 20, "error": 40}
